import type { FieldType } from '../../../shared/person-field.ts'
import type { FieldOperator } from '../../../shared/rule.ts'
import { needsValue } from '../../../shared/rule/is-complete.ts'

const byType: Readonly<Record<FieldType, readonly FieldOperator[]>> = {
  text: ['is', 'is-not', 'contains', 'starts-with', 'is-one-of', 'is-none-of', 'is-empty', 'is-not-empty'],
  number: ['is', 'is-not', 'greater', 'less', 'is-one-of', 'is-none-of', 'is-empty', 'is-not-empty'],
  date: [
    'is',
    'is-not',
    'greater',
    'less',
    'in-last-days',
    'in-next-days',
    'more-than-days-ago',
    'anniversary-today',
    'anniversary-within-days',
    'is-empty',
    'is-not-empty',
  ],
  boolean: ['is', 'is-not', 'is-empty', 'is-not-empty'],
  choice: ['is', 'is-not', 'is-one-of', 'is-none-of', 'is-empty', 'is-not-empty'],
  list: ['contains-any', 'contains-all', 'contains-none', 'is-empty', 'is-not-empty'],
}

/** Codes are compared whole: a part of `NL` means nothing. */
const wholeFields = new Set(['country', 'language', 'time_zone'])

/** The operators that make sense for a field, the usual one first. */
export function operatorsOf(field: {
  readonly key: string
  readonly type: FieldType
}): readonly FieldOperator[] {
  const operators = byType[field.type]
  if (!wholeFields.has(field.key)) return operators
  return operators.filter(operator => operator !== 'contains' && operator !== 'starts-with')
}

const severals: ReadonlySet<FieldOperator> = new Set([
  'is-one-of',
  'is-none-of',
  'contains-any',
  'contains-all',
  'contains-none',
])

/** What an operator compares with: one value, a list of them, a number of days, or nothing. */
export type ValueKind = 'one' | 'many' | 'days' | 'none'

/** The kind of value that an operator needs. */
export function valueKindOf(operator: FieldOperator): ValueKind {
  if (!needsValue(operator)) return 'none'
  if (severals.has(operator)) return 'many'
  return operator.includes('days') ? 'days' : 'one'
}
