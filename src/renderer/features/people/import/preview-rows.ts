import { choosePhone } from '../../../../shared/choose-phone.ts'
import {
  rejectionReasons,
  type ColumnTarget,
  type RejectionReason,
} from '../../../../shared/contract/imports.ts'
import { phoneColumns } from '../../../../shared/phone-columns.ts'
import { isCountry, type PhoneReading, type PhoneRepair } from '../../../../shared/phone.ts'

/** A row of a file as the engine read it. */
export interface RawRow {
  /** The line of the file on which it ends. */
  readonly line: number
  readonly cells: readonly string[]
  /** Why the row as a whole cannot be used. */
  readonly problem: string | null
}

/** How rows become people. */
export interface ConversionPlan {
  readonly targets: readonly ColumnTarget[]
  readonly country: string
}

/** A row after conversion. */
export interface PreviewRow {
  readonly line: number
  readonly cells: readonly string[]
  /** What the number's cell says. */
  readonly reading: PhoneReading
  /** As it stands in the file. */
  readonly input: string
  /** It stands in another than the first of several columns. */
  readonly isOtherColumn: boolean
  readonly repairs: readonly PhoneRepair[]
  /** Why the row itself cannot become a person. */
  readonly rowProblem: RejectionReason | null
}

/** How many of the first rows are fine, repaired, without a usable number, or unreadable; they add up to all. */
export interface PreviewSums {
  readonly fine: number
  readonly repaired: number
  readonly unusable: number
  readonly unreadable: number
}

/** Writing a number otherwise is no repair; the import counts in the same way. */
const cosmetic: ReadonlySet<PhoneRepair> = new Set(['spaces', 'dots', 'dashes', 'brackets', 'slashes'])

/**
 * Converts a row by the rules of the import: of several columns with numbers the first that can be texted counts, and a
 * row that names its country is read in that.
 */
export function convertRow(
  { line, cells, problem }: RawRow,
  { targets, country }: ConversionPlan,
): PreviewRow {
  const own = countryOf(cells, targets).toUpperCase()
  const home = isCountry(own) ? own : country
  const numbers = phoneColumns(targets).map(column => (cells[column] ?? '').trim())
  const { reading, input, at } = choosePhone(numbers, home)
  const isOk = reading.kind === 'ok'
  const repairs = isOk ? reading.repairs.filter(repair => !cosmetic.has(repair)) : []
  const isOtherColumn = isOk && at > 0
  return { line, cells, reading, input, isOtherColumn, repairs, rowProblem: rowProblemOf(cells, problem) }
}

function countryOf(cells: readonly string[], targets: readonly ColumnTarget[]): string {
  const named = targets.flatMap((target, index) =>
    target.to === 'field' && target.field === 'country' ? [(cells[index] ?? '').trim()] : [],
  )
  return named.find(Boolean) ?? ''
}

function rowProblemOf(cells: readonly string[], problem: string | null): RejectionReason | null {
  if (cells.every(cell => cell === '')) return 'row-empty'
  return rejectionReasons.find(reason => reason === problem && !reason.startsWith('phone-')) ?? null
}

/** Whether the numbers look as if they were read in the wrong country: most of those that are there are no good. */
export function isCountryDoubtful(rows: readonly PreviewRow[]): boolean {
  const given = rows.filter(({ rowProblem, input }) => !rowProblem && input !== '')
  const bad = given.filter(({ reading }) => reading.kind !== 'ok')
  return bad.length > given.length / 2
}

/** Adds up what became of the first rows. */
export function sumPreview(rows: readonly PreviewRow[]): PreviewSums {
  const sums = { fine: 0, repaired: 0, unusable: 0, unreadable: 0 }
  for (const { rowProblem, reading, repairs } of rows) {
    if (rowProblem) sums.unreadable += 1
    else if (reading.kind !== 'ok') sums.unusable += 1
    else if (repairs.length > 0) sums.repaired += 1
    else sums.fine += 1
  }
  return sums
}
