/** What stands between the entries of a list in one cell. */
export const listSeparators = [';', '|', ','] as const
export type ListSeparator = (typeof listSeparators)[number]

/** The entries of a list that is written in one cell; a line break is between two entries too. */
export function splitList(text: string, separator: ListSeparator): string[] {
  return text
    .split('\n')
    .flatMap(line => line.split(separator))
    .map(entry => entry.trim())
    .filter(Boolean)
}
