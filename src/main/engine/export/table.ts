/** What a cell holds: a number is written as one, everything else as text. */
export type Cell = string | number | null

/** A table to be written: pieces of rows that come one after the other, so that any length fits into memory. */
export interface Table {
  readonly headers: readonly string[]
  /** What stands between the cells of a CSV; a comma where nothing is said. */
  readonly delimiter?: string
  /** How many rows are expected, for progress and for the number of sheets. */
  readonly total: number
  pieces(): AsyncIterable<readonly (readonly Cell[])[]>
}

/** The words of an export: headers by the key of their column, values by `<column>.<code>`. */
export type Words = Readonly<Record<string, string>>

/** A header, or the key itself where there is no word for it. */
export function headerOf(words: Words, key: string): string {
  return words[key] ?? key
}

/** The word for a code of a column, or the code itself. */
export function wordOf(words: Words, column: string, code: string | null): string | null {
  return code === null ? null : (words[`${column}.${code}`] ?? code)
}
