/** What the last column of saved rejections is called; the one before it holds the reasons in words. */
export const reasonCodeHeader = 'reason code'

/** How many columns at the end of a table are the reasons of rejections that were saved before. */
export function countReasonColumns(header: readonly string[]): number {
  return header.at(-1)?.trim() === reasonCodeHeader ? Math.min(2, header.length) : 0
}
