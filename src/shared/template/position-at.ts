/** Line and column, both from 1, of a UTF-16 index in a text. */
export function positionAt(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}
