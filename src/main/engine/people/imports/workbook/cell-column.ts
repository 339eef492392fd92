const firstLetter = 64
const letters = 26

/** The position of a column, from 0, in the reference of a cell such as `AB12`; undefined where it names none. */
export function cellColumn(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32
    if (code < firstLetter + 1 || code > firstLetter + letters) break
    column = column * letters + (code - firstLetter)
  }
  return column === 0 ? undefined : column - 1
}

/** The name of a column by its position from 0: `A`, `Z`, `AA`. */
export function columnName(column: number): string {
  let name = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / letters)) {
    name = String.fromCharCode(firstLetter + 1 + ((left - 1) % letters)) + name
  }
  return name
}
