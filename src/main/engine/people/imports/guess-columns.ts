import { rejectionReasons, type ColumnTarget } from '../../../../shared/contract/imports.ts'
import { labelOfHeader } from '../../../../shared/field-label.ts'
import type { BuiltInField, FieldType } from '../../../../shared/person-field.ts'
import type { ColumnSample } from './column-sample.ts'
import { guessPhones } from './guess-phones.ts'
import { guessNames } from './guess-names.ts'
import { guessDate, guessType, type GuessedType, type TypeHints } from './guess-type.ts'
import { targetOfHeader, wordsOf } from './header-words.ts'
import { countReasonColumns } from './reason-columns.ts'

/** A custom field that columns may go to. */
export interface KnownField {
  readonly key: string
  readonly label: string
  readonly type: FieldType
}

/** Where each column goes, by what it is called, and numbers, dates and sets of values also by what it holds. */
export function guessColumns(
  columns: readonly ColumnSample[],
  fields: readonly KnownField[],
  defaultCountry: string,
): ColumnTarget[] {
  const guesses = columns.map(({ header }) => targetOfHeader(header))
  const targets = new Map<number, ColumnTarget>()
  for (const field of ['first_name', 'last_name', 'country', 'language', 'time_zone'] as const) {
    const best = bestColumn(guesses, field)
    if (best !== undefined) targets.set(best, { to: 'field', field })
  }
  const phones = guessPhones(columns, defaultCountry).filter(column => !targets.has(column))
  for (const [index, column] of phones.entries()) {
    const order = phones.length > 1 ? { priority: index + 1 } : {}
    targets.set(column, { to: 'field', field: 'phone', ...order })
  }
  const names = guessNames(columns, phones)
  if (names !== undefined) targets.set(names, { to: 'field', field: 'first_name' })
  const own = columns.length - countReasonColumns(columns.map(({ header }) => header))
  return columns.map((column, index) => {
    if (index >= own) return { to: 'ignore' }
    return targets.get(index) ?? customTarget(column, { fields, country: defaultCountry })
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
function customTarget(
  { header, values }: ColumnSample,
  { fields, country }: { readonly fields: readonly KnownField[]; readonly country: string },
): ColumnTarget {
  const label = labelOfHeader(header)
  if (label === '' || isReasonColumn(values)) return { to: 'ignore' }
  const word = wordsOf(label)
  const field = fields.find(({ key, label: known }) => wordsOf(known) === word || wordsOf(key) === word)
  const hints = { label, country }
  if (!field) return { to: 'new-field', label, ...guessType(values, hints) }
  const { type: _, ...form } = formOf(field.type, values, hints)
  return { to: 'field', field: field.key, ...form }
}

/** How values are written that are to be of a type. */
function formOf(type: FieldType, values: readonly string[], hints: TypeHints): GuessedType {
  const guess = type === 'date' ? guessDate(values.filter(Boolean), hints) : guessType(values, hints)
  return guess?.type === type ? guess : { type }
}

function isReasonColumn(values: readonly string[]): boolean {
  const filled = values.filter(value => value !== '')
  return filled.length > 0 && filled.every(value => (rejectionReasons as readonly string[]).includes(value))
}
