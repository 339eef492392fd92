import { isFormulaLike, textMark } from '../../../shared/formula-text.ts'
import type { Cell, Table } from './table.ts'

/**
 * A table as CSV for spreadsheets and for our own import: UTF-8 with a mark, CRLF. Text that a spreadsheet
 * would take for a formula gets an apostrophe in front, which the import takes away; an E.164 number stays as it is.
 */
export async function* writeCsv({ headers, delimiter = ',', pieces }: Table): AsyncGenerator<string> {
  const write = (cells: readonly Cell[]): string =>
    `${cells.map(cell => writeCell(cell, delimiter)).join(delimiter)}\r\n`
  yield `\u{feff}${write(headers)}`
  for await (const rows of pieces()) yield rows.map(write).join('')
}

function writeCell(cell: Cell, delimiter: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = defuseText(cell)
  return safe.includes(delimiter) || /["\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Text that no spreadsheet takes for a formula; an E.164 number stays as it is, because other programs read it. */
export function defuseText(text: string): string {
  return isFormulaLike(text) && !/^\+[1-9]\d{6,14}$/.test(text) ? textMark + text : text
}
