import { firstNumbers, readDate, type DateOrder } from '../../../../shared/field/read-date.ts'
import { readBoolean } from '../../../../shared/field/read-boolean.ts'
import { readDecimal, type DecimalMark } from '../../../../shared/field/read-decimal.ts'
import type { ValueForm } from '../../../../shared/field/read-value.ts'
import { listSeparators, splitList, type ListSeparator } from '../../../../shared/field/split-list.ts'
import type { FieldType } from '../../../../shared/person-field.ts'
import { foldName } from '../fold-name.ts'

/** The type of a column's values, and how they are written. */
export interface GuessedType extends ValueForm {
  readonly type: FieldType
}

/** What else is known about a column. */
export interface TypeHints {
  readonly label: string
  /** Where its numbers and dates are probably written. */
  readonly country: string
}

const dateWords =
  /date|datum|birth|born\b|naiss|\bne le\b|nee le\b|gebor|geboorte|verjaardag|fodel|fodd|geburt|dob\b|anniv/
/** Of a column that is called like a date, so many values may be something else. */
const strayShare = 0.1

/** The narrowest type that the values of a column have; text where there are none. */
export function guessType(values: readonly string[], hints: TypeHints): GuessedType {
  const filled = values.map(value => value.trim()).filter(Boolean)
  if (filled.length === 0) return { type: 'text' }
  if (filled.every(value => readBoolean(value) !== undefined)) return { type: 'boolean' }
  return guessDate(filled, hints) ?? guessNumber(filled, hints) ?? guessSet(filled) ?? { type: 'text' }
}

/** What the country writes where the values leave it open. */
export function guessDate(values: readonly string[], hints: TypeHints): GuessedType | undefined {
  const most = dateWords.test(foldName(hints.label)) ? values.length * strayShare : 0
  const misses = (order: DateOrder): number =>
    values.filter(value => readDate(value, order) === undefined).length
  const [dayFirst, monthFirst] = [misses('day-month'), misses('month-day')]
  if (Math.min(dayFirst, monthFirst) > most) return undefined
  if (values.every(value => !firstNumbers(value))) return { type: 'date' }
  if (dayFirst !== monthFirst) {
    return { type: 'date', dateOrder: dayFirst < monthFirst ? 'day-month' : 'month-day' }
  }
  const isDotted = values.every(value => !value.includes('/'))
  return { type: 'date', dateOrder: isDotted ? 'day-month' : dateOrderOf(hints.country) }
}

/** Leading zeros are those of postal codes and membership numbers. */
function guessNumber(values: readonly string[], { country }: TypeHints): GuessedType | undefined {
  if (values.some(value => /^-?0\d/.test(value) || /[a-z]/i.test(value))) return undefined
  const fits = (mark: DecimalMark): boolean => values.every(value => readDecimal(value, mark) !== undefined)
  const [point, comma] = [fits('point'), fits('comma')]
  if (!point && !comma) return undefined
  if (values.every(value => !/[.,]/.test(value))) return { type: 'number' }
  if (point !== comma) return { type: 'number', decimal: point ? 'point' : 'comma' }
  return { type: 'number', decimal: decimalMarkOf(country) }
}

const longestEntry = 40
const fewestOfChoice = 20
const mostChoices = 12
/** A value of a choice is met so often, on average. */
const timesOfChoice = 5

/** Values out of a few: one a cell, or several. */
function guessSet(values: readonly string[]): GuessedType | undefined {
  const separator = listSeparators.find(mark => isListBy(values, mark))
  if (separator) return { type: 'list', separator }
  const distinct = new Set(values.map(value => value.toLowerCase()))
  const isChoice =
    values.length >= fewestOfChoice &&
    distinct.size > 1 &&
    distinct.size <= mostChoices &&
    values.length >= distinct.size * timesOfChoice &&
    values.every(value => value.length <= longestEntry)
  return isChoice ? { type: 'choice' } : undefined
}

/** Commas stand in any text, so that the entries must come again and again there. */
function isListBy(values: readonly string[], separator: ListSeparator): boolean {
  const several = values.filter(value => value.includes(separator)).length
  const entries = values.flatMap(value => splitList(value, separator))
  if (several < 2 || several < values.length * 0.2) return false
  if (entries.some(entry => entry.length > longestEntry || entry.includes('. '))) return false
  if (separator !== ',') return true
  const distinct = new Set(entries.map(entry => entry.toLowerCase()))
  return entries.length >= 8 && distinct.size <= entries.length / 2
}

/** Which comes first where people live. */
function dateOrderOf(country: string): DateOrder {
  const parts = new Intl.DateTimeFormat(localeOf(country)).formatToParts(0).map(({ type }) => type)
  return parts.indexOf('month') < parts.indexOf('day') && parts[0] !== 'year' ? 'month-day' : 'day-month'
}

function decimalMarkOf(country: string): DecimalMark {
  const parts = new Intl.NumberFormat(localeOf(country)).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? 'comma' : 'point'
}

function localeOf(country: string): string {
  try {
    return new Intl.Locale('und', { region: country }).maximize().toString()
  } catch {
    return 'en-GB'
  }
}
