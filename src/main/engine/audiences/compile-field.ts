import { UserError } from '../../../shared/errors.ts'
import { readPhone } from '../../../shared/phone.ts'
import type { FieldCondition, FieldOperator } from '../../../shared/rule.ts'
import { checkValues } from './check-values.ts'
import { isAnniversary, isBesideDay, isLongAgo, isNearDays } from './compare-date.ts'
import { hasAll, hasAny } from './compare-list.ts'
import { compareNumber, readNumber } from './compare-number.ts'
import { hasText, isBeside, oneCode, oneOf } from './compare-text.ts'
import { columnOf } from './field-column.ts'
import type { RuleSetting } from './rule-setting.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** Field, operator and value, ready to be compared. */
interface Comparison {
  readonly field: string
  readonly column: string
  readonly texts: readonly string[]
  readonly setting: RuleSetting
}

/** Fields whose values are ASCII. */
const codeFields: ReadonlySet<string> = new Set(['country', 'language', 'time_zone'])

type Comparer = (comparison: Comparison) => SqlPart

/**
 * A comparison of a field. A person without the value is "not" anything that it is compared with, so `is-not`,
 * `is-none-of` and `contains-none` find them, and nothing else does but `is-empty`.
 * @throws UserError `rule/unknown-field`, `rule/not-a-date`, `rule/not-a-number`
 */
export function compileField(condition: FieldCondition, setting: RuleSetting): SqlPart {
  const { field, operator, value } = condition
  const values = Array.isArray(value) ? value : [value ?? '']
  const texts = values.map(each => String(each).normalize('NFC'))
  checkValues({ field, operator, texts }, setting)
  return comparers[operator]({ field, column: columnOf(field, setting), texts, setting })
}

const comparers: Readonly<Record<FieldOperator, Comparer>> = {
  is: isOneOf,
  'is-not': comparison => negate(isOneOf(comparison)),
  'is-one-of': isOneOf,
  'is-none-of': comparison => negate(isOneOf(comparison)),
  'contains-any': ({ column, texts }) => hasAny(column, texts),
  'contains-all': ({ column, texts }) => hasAll(column, texts),
  'contains-none': ({ column, texts }) => negate(hasAny(column, texts)),
  contains: comparison => hasText(comparison.column, first(comparison), 'anywhere'),
  'starts-with': comparison => hasText(comparison.column, first(comparison), 'beginning'),
  greater: comparison => compareSides(comparison, 'greater'),
  less: comparison => compareSides(comparison, 'less'),
  'in-last-days': comparison => near(comparison, { before: daysOf(comparison), after: 0 }),
  'in-next-days': comparison => near(comparison, { before: 0, after: daysOf(comparison) }),
  'more-than-days-ago': comparison =>
    isLongAgo(comparison.column, daysOf(comparison), comparison.setting.readMoment()),
  'anniversary-today': ({ column, setting }) => isAnniversary(column, 0, setting.readMoment()),
  'anniversary-within-days': comparison =>
    isAnniversary(comparison.column, daysOf(comparison), comparison.setting.readMoment()),
  'is-empty': ({ column }) => plain(`ifnull(${column}, '') = ''`),
  'is-not-empty': ({ column }) => plain(`ifnull(${column}, '') <> ''`),
}

function isOneOf({ field, column, texts, setting }: Comparison): SqlPart {
  if (field === 'phone') {
    const numbers = texts.map(text => readWholeNumber(text, setting))
    return oneCode(column, numbers)
  }
  if (codeFields.has(field)) return oneCode(column, texts)
  if (setting.fields.get(field) !== 'number') return oneOf(column, texts)
  const numbers = texts.map(text => ({ text, number: readNumber(text) }))
  const parts = numbers.map(({ text, number }) => {
    return number === undefined ? oneOf(column, [text]) : compareNumber(column, 'is', number)
  })
  return joinParts(parts, 'OR')
}

function compareSides(comparison: Comparison, side: 'greater' | 'less'): SqlPart {
  const { field, column, setting } = comparison
  const text = first(comparison)
  const type = setting.fields.get(field)
  if (type === 'date') return isBesideDay(column, side, text)
  const number = type === 'number' ? readNumber(text) : undefined
  return number === undefined ? isBeside(column, side, text) : compareNumber(column, side, number)
}

/** A whole number in national form means the stored E.164 one; a piece of a number stays as it is. */
function readWholeNumber(text: string, { defaultCountry }: RuleSetting): string {
  const reading = readPhone(text, defaultCountry)
  return reading.kind === 'ok' ? reading.e164 : text
}

function near({ column, setting }: Comparison, span: { before: number; after: number }): SqlPart {
  return isNearDays(column, span, setting.readMoment())
}

function first({ texts }: Comparison): string {
  return texts[0] ?? ''
}

/** @throws UserError `rule/incomplete` for anything but a whole number of days */
function daysOf(comparison: Comparison): number {
  const days = Number(first(comparison))
  if (Number.isInteger(days) && days >= 0 && days <= 36_500) return days
  throw new UserError('rule/incomplete', { field: comparison.field })
}

function negate({ sql, parameters }: SqlPart): SqlPart {
  return { sql: `NOT (${sql})`, parameters }
}

function plain(sql: string): SqlPart {
  return { sql: `(${sql})`, parameters: [] }
}
