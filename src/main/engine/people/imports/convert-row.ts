import type { ImportTally } from './import-tally.ts'
import type { RejectionReason } from '../../../../shared/contract/imports.ts'
import { readPhone, type PhoneReading, type PhoneRepair } from '../../../../shared/phone.ts'
import { rejectionReasonOf } from '../../../../shared/rejection-reason.ts'
import { nameKeyOf } from '../fold-name.ts'
import { cleanCell } from './clean-cell.ts'
import { readCountry, readLanguage } from './name-codes.ts'
import type { ResolvedColumns } from './resolve-columns.ts'
import { createFieldWriter } from './write-fields.ts'

/** How rows become people. */
export interface Conversion {
  readonly columns: ResolvedColumns
  readonly defaultCountry: string
  /** Rows without a usable number become people who cannot be texted. */
  readonly keepsBadNumbers: boolean
  readonly tally: ImportTally
  /** Values in the order of `filledColumns`. */
  addPerson(values: (string | null)[]): void
  reject(line: number, reason: RejectionReason, cells: readonly string[]): void
}

/** Columns of `people` that every row gives, in the order in which they are handed over. */
const usualColumns = [
  'phone',
  'phone_input',
  'phone_type',
  'country',
  'first_name',
  'last_name',
  'language',
  'fields',
  'name_key',
] as const

/**
 * The columns that an import fills. Those that it would leave empty in every row are not named, because even an
 * empty value costs time to hand over.
 */
export function filledColumns({
  columns,
  keepsBadNumbers,
}: Pick<Conversion, 'columns' | 'keepsBadNumbers'>): readonly string[] {
  return [
    ...usualColumns,
    ...(columns.keys.includes('time_zone') ? ['time_zone'] : []),
    ...(keepsBadNumbers ? ['phone_problem'] : []),
  ]
}

const longestCell = 5000
const longestName = 200

/** Writing a number otherwise; it was no worse for it. */
const cosmetic: ReadonlySet<PhoneRepair> = new Set(['spaces', 'dots', 'dashes', 'brackets', 'slashes'])

/** A function that takes one row: it becomes a person or a rejection, never nothing. */
export function createConversion(
  conversion: Conversion,
): (cells: string[], line: number, fault?: RejectionReason) => void {
  const { columns, tally, keepsBadNumbers } = conversion
  const reject = countRejections(conversion)
  const read = createCellReader(columns)
  const readNumber = createPhoneReader(columns, conversion.defaultCountry)
  const writeFields = createFieldWriter(columns, tally)
  const hasTimeZone = columns.keys.includes('time_zone')

  return (cells, line, unreadable) => {
    tally.read += 1
    const fault = unreadable ?? faultOf(cells, columns.keys.length)
    if (fault) return reject(line, fault, cells)
    const countryCell = read.country(cells)
    const country = countryCell === null ? undefined : readCountry(countryCell)
    const { reading, input } = readNumber(cells, country)
    const isOk = reading.kind === 'ok'
    if (!isOk && !keepsBadNumbers) return reject(line, rejectionReasonOf(reading), cells)
    const firstName = read.firstName(cells)
    const lastName = read.lastName(cells)
    if ((firstName?.length ?? 0) > longestName || (lastName?.length ?? 0) > longestName) {
      return reject(line, 'cell-too-long', cells)
    }
    const language = read.language(cells)
    if (isOk && isRepaired(reading.repairs)) tally.repaired += 1
    const values = [
      isOk ? reading.e164 : null,
      input || null,
      isOk ? reading.type : null,
      country ?? (isOk && reading.country !== '001' ? reading.country : null),
      firstName,
      lastName,
      language === null ? null : readLanguage(language),
      writeFields(cells),
      nameKeyOf(firstName, lastName),
    ]
    if (hasTimeZone) values.push(read.timeZone(cells))
    if (keepsBadNumbers) values.push(problemOf(reading))
    conversion.addPerson(values)
  }
}

function countRejections({ tally, reject }: Conversion): Conversion['reject'] {
  return (line, reason, cells) => {
    tally.rejected += 1
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1)
    reject(line, reason, cells)
  }
}

/** Why a row cannot be read at all. Empty cells behind the last column are what spreadsheets leave behind. */
function faultOf(cells: readonly string[], columns: number): RejectionReason | undefined {
  let isEmpty = true
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? ''
    if (cell.length > longestCell) return 'cell-too-long'
    if (cell === '' || (isEmpty && cell.trim() === '')) continue
    if (index >= columns) return 'row-too-many-cells'
    isEmpty = false
  }
  return isEmpty ? 'row-empty' : undefined
}

type CellReader = (cells: readonly string[]) => string | null

/** Of several columns for one field the first that is filled counts. */
function createCellReader({
  keys,
}: ResolvedColumns): Record<'firstName' | 'lastName' | 'country' | 'language' | 'timeZone', CellReader> {
  const reader = (key: string): CellReader => {
    const indexes = indexesOf(keys, key)
    return cells => {
      for (const index of indexes) {
        const text = cleanCell(cells[index])
        if (text) return text
      }
      return null
    }
  }
  return {
    firstName: reader('first_name'),
    lastName: reader('last_name'),
    country: reader('country'),
    language: reader('language'),
    timeZone: reader('time_zone'),
  }
}

/** Of several columns with numbers the first usable one counts; where none is, the first that is filled. */
function createPhoneReader({ keys }: ResolvedColumns, defaultCountry: string) {
  const indexes = indexesOf(keys, 'phone')
  return (
    cells: readonly string[],
    country: string | undefined,
  ): { reading: PhoneReading; input: string } => {
    const home = country ?? defaultCountry
    let first: { reading: PhoneReading; input: string } | undefined
    for (const index of indexes) {
      const input = cleanCell(cells[index])
      if (!input) continue
      const reading = readPhone(input, home)
      if (reading.kind === 'ok') return { reading, input }
      first ??= { reading, input }
    }
    return first ?? { reading: { kind: 'missing' }, input: '' }
  }
}

function indexesOf(keys: ResolvedColumns['keys'], key: string): number[] {
  return keys.flatMap((candidate, index) => (candidate === key ? [index] : []))
}

function isRepaired(repairs: readonly PhoneRepair[]): boolean {
  return repairs.some(repair => !cosmetic.has(repair))
}

function problemOf(reading: PhoneReading): string | null {
  if (reading.kind === 'ok') return null
  return reading.kind === 'missing' ? 'missing' : reading.reason
}
