import type { Condition, FieldOperator } from '../../../shared/rule.ts'

/** Operators that compare with a phone number, or a piece of one. */
const comparing: ReadonlySet<FieldOperator> = new Set([
  'is',
  'is-not',
  'contains',
  'starts-with',
  'is-one-of',
  'is-none-of',
])
/** Digits with what is written between them. */
const number = /^\s*\+?[\d\s().\-/\u00a0\u2010-\u2013]*\d[\d\s().\-/\u00a0\u2010-\u2013]*$/

/** The first value of a condition on the phone number that no number can be; undefined where there is none. */
export function oddPhone(condition: Condition): string | undefined {
  if (condition.type !== 'field' || condition.field !== 'phone') return undefined
  const { operator, value = '' } = condition
  if (!comparing.has(operator)) return undefined
  const values = Array.isArray(value) ? value : [String(value)]
  return values.find(each => each.trim() !== '' && !/^\s*\+\s*$/.test(each) && !number.test(each))
}
