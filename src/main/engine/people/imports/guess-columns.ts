import { rejectionReasons, type ColumnTarget } from '../../../../shared/contract/imports.ts'
import { labelOfHeader } from '../../../../shared/field-label.ts'
import type { BuiltInField } from '../../../../shared/person-field.ts'
import { readPhone } from '../../../../shared/phone.ts'
import { targetOfHeader, wordsOf } from './header-words.ts'

/** A custom field that columns may go to. */
export interface KnownField {
  readonly key: string
  readonly label: string
}

export interface ColumnSample {
  /** Empty where the file names no columns. */
  readonly header: string
  readonly values: readonly string[]
}

/** What the last column of saved rejections is called, where the one before it holds the reasons in words. */
export const reasonCodeHeader = 'reason code'

/** Of ten values this many must be numbers in a column that is called something else. */
const phoneShare = 0.6

/** Where each column goes, by what it is called, and the phone number also by what it holds. */
export function guessColumns(
  columns: readonly ColumnSample[],
  fields: readonly KnownField[],
  defaultCountry: string,
): ColumnTarget[] {
  const taken = new Map<BuiltInField, number>()
  const guesses = columns.map(({ header }) => targetOfHeader(header))
  for (const field of ['phone', 'first_name', 'last_name', 'country', 'language', 'time_zone'] as const) {
    const best = bestColumn(guesses, field)
    if (best !== undefined) taken.set(field, best)
  }
  if (!taken.has('phone')) {
    const found = columns.findIndex(({ values }) => phonesIn(values, defaultCountry) >= phoneShare)
    if (found >= 0) taken.set('phone', found)
  }
  const targets = new Map([...taken].map(([field, column]) => [column, field]))
  const words = columns.at(-1)?.header === reasonCodeHeader ? columns.length - 2 : -1
  return columns.map((column, index) => {
    if (index === words) return { to: 'ignore' }
    const field = targets.get(index)
    return field ? { to: 'field', field } : customTarget(column, fields)
  })
}

function bestColumn(
  guesses: readonly ({ field: BuiltInField; rank: number } | undefined)[],
  field: BuiltInField,
): number | undefined {
  let best: { column: number; rank: number } | undefined
  for (const [column, guess] of guesses.entries()) {
    if (guess?.field === field && (!best || guess.rank < best.rank)) best = { column, rank: guess.rank }
  }
  return best?.column
}

/** A column without a name goes nowhere, nor does the reason that a saved rejection ends with. */
function customTarget({ header, values }: ColumnSample, fields: readonly KnownField[]): ColumnTarget {
  const label = labelOfHeader(header)
  if (label === '' || isReasonColumn(values)) return { to: 'ignore' }
  const word = wordsOf(label)
  const field = fields.find(({ key, label: known }) => wordsOf(known) === word || wordsOf(key) === word)
  return field ? { to: 'field', field: field.key } : { to: 'new-field', label }
}

function isReasonColumn(values: readonly string[]): boolean {
  const filled = values.filter(value => value !== '')
  return filled.length > 0 && filled.every(value => (rejectionReasons as readonly string[]).includes(value))
}

function phonesIn(values: readonly string[], defaultCountry: string): number {
  const filled = values.filter(value => value.trim() !== '').slice(0, 50)
  if (filled.length === 0) return 0
  return filled.filter(value => readPhone(value, defaultCountry).kind === 'ok').length / filled.length
}
