import { expect, it } from 'vitest'
import { oddPhone } from '../../../../src/renderer/parts/rule-builder/odd-phone.ts'
import type { FieldCondition } from '../../../../src/shared/rule.ts'

function phone(value: FieldCondition['value'], operator: FieldCondition['operator'] = 'is'): FieldCondition {
  return { type: 'field', field: 'phone', operator, value }
}

it.each(['', '+', '+44 7700 900123', '07700-900.123', '(0)7700 900 123', '0044'])(
  'a condition on the number can compare with "%s"',
  value => {
    expect(oddPhone(phone(value))).toBeUndefined()
  },
)

it('names the value that is no number', () => {
  expect(oddPhone(phone('abc'))).toBe('abc')
  expect(oddPhone(phone(['07700 900123', 'x1'], 'is-one-of'))).toBe('x1')
})

it('looks at nothing but the number, and at no operator without a value', () => {
  expect(oddPhone({ ...phone('abc'), field: 'first_name' })).toBeUndefined()
  expect(oddPhone(phone('abc', 'is-empty'))).toBeUndefined()
})
