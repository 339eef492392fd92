import type { LoadedColumn, LoadFileSettings } from '../../../shared/activities/load-file.ts'
import type { FileReading } from '../../../shared/contract/imports.ts'
import type { LoadReason } from '../../../shared/contract/load-files.ts'
import { readValue } from '../../../shared/field/read-value.ts'
import { readPhone } from '../../../shared/phone.ts'
import { rejectionReasonOf } from '../../../shared/rejection-reason.ts'
import { cleanCell } from '../people/imports/clean-cell.ts'
import type { RecordFault } from '../people/imports/record-reader.ts'
import type { FoundTable } from './find-table.ts'

/** A row that names somebody. */
export interface NamedRow {
  readonly line: number
  readonly cells: readonly string[]
  /** What the person is looked up by, then what else has to be so; in the order of `match`. */
  readonly keys: readonly [string, ...string[]]
  /** What the person carries on, as JSON; null for nothing. */
  readonly extra: string | null
}

/** A row that cannot name anybody. */
export interface FaultyRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly reason: LoadReason
}

/** Reads one row; undefined for one without anything in it. */
export type ReadRow = (
  cells: readonly string[],
  line: number,
  fault?: RecordFault,
) => NamedRow | FaultyRow | undefined

const longestCell = 5000

/**
 * Prepares the reading of rows.
 * @param country for numbers without one
 * @param noteProblem called with the name of a column for each value that cannot be read; it stays empty
 * @throws UserError `load/column-gone`
 */
export function prepareRowReader(
  { match, columns }: Pick<LoadFileSettings, 'match' | 'columns'>,
  { table, country }: { readonly table: FoundTable; readonly country: string },
  noteProblem: (column: string) => void,
): ReadRow {
  const keysAt = match.map(({ source, field }) => ({ at: table.place(source), isPhone: field === 'phone' }))
  const valuesAt = columns.map(column => ({ column, at: table.place(column.source) }))
  const width = widthOf(table)
  return (cells, line, unreadable) => {
    const fault = unreadable ?? faultOf(cells, width)
    if (fault === 'row-empty') return undefined
    if (fault) return { line, cells, reason: fault }
    const keys: string[] = []
    for (const { at, isPhone } of keysAt) {
      const key = isPhone ? readNumber(cells[at], country) : readKey(cells[at])
      if (typeof key !== 'string') return { line, cells, reason: key.reason }
      keys.push(key)
    }
    const [first = '', ...others] = keys
    return { line, cells, keys: [first, ...others], extra: carriedOf(cells, valuesAt, noteProblem) }
  }
}

/** In a sheet somebody may have noted something beside the table. */
function widthOf({
  header,
  reading,
}: {
  readonly header: FoundTable['header']
  readonly reading: FileReading
}): number {
  return header === null || reading.format === 'workbook' ? Number.POSITIVE_INFINITY : header.length
}

function faultOf(cells: readonly string[], width: number): LoadReason | undefined {
  const filled = cells.findLastIndex(cell => cell.trim() !== '')
  if (filled < 0) return 'row-empty'
  if (filled >= width) return 'row-too-many-cells'
  return cells.some(cell => cell.length > longestCell) ? 'cell-too-long' : undefined
}

function readNumber(cell: string | undefined, country: string): string | { readonly reason: LoadReason } {
  const reading = readPhone(cleanCell(cell), country)
  return reading.kind === 'ok' ? reading.e164 : { reason: rejectionReasonOf(reading) }
}

function readKey(cell: string | undefined): string | { readonly reason: LoadReason } {
  return cleanCell(cell) || { reason: 'key-empty' }
}

function carriedOf(
  cells: readonly string[],
  valuesAt: readonly { readonly column: LoadedColumn; readonly at: number }[],
  noteProblem: (column: string) => void,
): string | null {
  const carried: Record<string, string> = {}
  for (const { column, at } of valuesAt) {
    const text = cleanCell(cells[at])
    if (text === '') continue
    const value = readValue(text, column)
    if (value === undefined) noteProblem(column.name)
    else if (value !== '') carried[column.name] = value
  }
  const json = JSON.stringify(carried)
  return json === '{}' ? null : json
}
