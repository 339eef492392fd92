import { choosePhone, type ChosenPhone } from '../../../../shared/choose-phone.ts'
import type { RejectionReason } from '../../../../shared/contract/imports.ts'
import { readPhone, type PhoneReading, type PhoneRepair } from '../../../../shared/phone.ts'
import { rejectionReasonOf } from '../../../../shared/rejection-reason.ts'
import { nameKeyOf } from '../fold-name.ts'
import { cleanCell } from './clean-cell.ts'
import { countOne, type ImportTally } from './import-tally.ts'
import { readCountry, readLanguage } from './name-codes.ts'
import type { ResolvedColumns } from './resolve-columns.ts'
import { createFieldWriter } from './write-fields.ts'

/** How rows become people. */
export interface Conversion {
  readonly columns: ResolvedColumns
  readonly defaultCountry: string
  /** Zeros at the end of a number may be lost digits. */
  readonly isWorkbook?: boolean
  /** Rows without a usable number become people who cannot be texted. */
  readonly keepsBadNumbers: boolean
  readonly tally: ImportTally
  /**
   * Takes a row.
   * @param values in the order of `filledColumns`
   * @param country that the row names itself, rather than its number
   * @param phone where the number was found, and how it reads
   */
  addPerson(values: PersonValues, country: string | null, phone: ChosenPhone): void
  reject(line: number, reason: RejectionReason, cells: readonly string[]): void
}

/** What a row says about a person, in the order of `filledColumns`. */
export type PersonValues = readonly (string | null)[]

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
  const readNumber = createPhoneReader(conversion)
  const writeFields = createFieldWriter(columns, tally)
  const hasTimeZone = columns.keys.includes('time_zone')

  return (cells, line, unreadable) => {
    tally.read += 1
    const fault = unreadable ?? faultOf(cells, columns.keys.length)
    if (fault) return reject(line, fault, cells)
    const countryCell = read.country(cells)
    const country = countryCell === null ? undefined : readCountry(countryCell)
    const phone = readNumber(cells, country)
    const { reading, input } = phone
    const isOk = reading.kind === 'ok'
    if (!isOk && !keepsBadNumbers) return reject(line, rejectionReasonOf(reading), cells)
    const firstName = read.firstName(cells)
    const lastName = read.lastName(cells)
    if (isTooLong(firstName) || isTooLong(lastName)) return reject(line, 'cell-too-long', cells)
    const language = read.language(cells)
    if (isOk) countNumber(tally, reading.repairs, phone)
    const values = [
      isOk ? reading.e164 : null,
      input || null,
      isOk ? reading.type : null,
      country ?? (isOk && reading.country !== '001' ? reading.country : null),
      firstName,
      lastName,
      language === null ? null : readLanguage(language),
      writeFields(cells, line),
      nameKeyOf(firstName, lastName),
    ]
    if (hasTimeZone) values.push(read.timeZone(cells))
    if (keepsBadNumbers) values.push(problemOf(reading))
    conversion.addPerson(values, country ?? null, phone)
  }
}

function isTooLong(name: string | null): boolean {
  return name !== null && name.length > longestName
}

function countNumber(
  tally: ImportTally,
  repairs: readonly PhoneRepair[],
  { at, lost }: Pick<ChosenPhone, 'at' | 'lost'>,
): void {
  if (lost) tally.lostNumber += 1
  if (repairs.some(isRepair)) tally.repaired += 1
  if (at > 0) tally.otherColumn += 1
}

function countRejections({ tally, reject }: Conversion): Conversion['reject'] {
  return (line, reason, cells) => {
    tally.rejected += 1
    countOne(tally.reasons, reason)
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

function createPhoneReader({ columns: { phones }, defaultCountry, isWorkbook }: Conversion) {
  const [only = 0] = phones
  return (cells: readonly string[], country: string | undefined): ChosenPhone => {
    const home = country ?? defaultCountry
    // With one cell there is nothing to choose, and choosing costs more.
    if (phones.length !== 1 || isWorkbook)
      return choosePhone(
        phones.map(index => cleanCell(cells[index])),
        home,
        isWorkbook,
      )
    const input = cleanCell(cells[only])
    return { reading: input ? readPhone(input, home) : { kind: 'missing' }, input, at: 0, lost: '' }
  }
}

function indexesOf(keys: ResolvedColumns['keys'], key: string): number[] {
  return keys.flatMap((candidate, index) => (candidate === key ? [index] : []))
}

/** Whether something was mended, rather than written otherwise. */
export function isRepair(repair: PhoneRepair): boolean {
  return !cosmetic.has(repair)
}

function problemOf(reading: PhoneReading): string | null {
  if (reading.kind === 'ok') return null
  return reading.kind === 'missing' ? 'missing' : reading.reason
}
