import { UserError } from '../../../shared/errors.ts'
import { readDate } from '../../../shared/field/read-date.ts'
import type { FieldOperator } from '../../../shared/rule.ts'
import { readNumber } from './compare-number.ts'
import type { RuleSetting } from './rule-setting.ts'

/** Operators that compare with values of the field's own type. */
const comparing: ReadonlySet<FieldOperator> = new Set([
  'is',
  'is-not',
  'is-one-of',
  'is-none-of',
  'greater',
  'less',
])

/**
 * A comparison of dates needs dates, written as they are kept, and one of numbers needs numbers.
 * @throws UserError `rule/not-a-date`, `rule/not-a-number`
 */
export function checkValues(
  { field, operator, texts }: { field: string; operator: FieldOperator; texts: readonly string[] },
  { fields }: Pick<RuleSetting, 'fields'>,
): void {
  if (!comparing.has(operator)) return
  const type = fields.get(field)
  for (const value of texts) {
    if (type === 'date' && !isDay(value)) throw new UserError('rule/not-a-date', { field, value })
    if (type === 'number' && readNumber(value) === undefined) {
      throw new UserError('rule/not-a-number', { field, value })
    }
  }
}

function isDay(text: string): boolean {
  return readDate(text, 'day-month') === text
}
