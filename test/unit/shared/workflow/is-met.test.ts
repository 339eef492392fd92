import { describe, expect, test } from 'vitest'
import { flowConditionSchema, type FlowCondition } from '../../../../src/shared/workflow/flow-condition.ts'
import { isMet } from '../../../../src/shared/workflow/is-met.ts'

/** A Saturday, the last day of January, at 9:30 in Stockholm. */
const facts = {
  people: 40,
  variables: { city: 'Ghent', count: 12, text_number: '12', ready: true, empty: '' },
  moment: { now: Date.parse('2026-01-31T08:30:00Z'), timeZone: 'Europe/Stockholm' },
}
const holds = (condition: FlowCondition): boolean => isMet(flowConditionSchema.parse(condition), facts)

test.each([
  ['is', 40, true],
  ['is', 41, false],
  ['is-not', 40, false],
  ['more', 39, true],
  ['more', 40, false],
  ['less', 41, true],
  ['less', 40, false],
  ['at-least', 40, true],
  ['at-most', 40, true],
  ['at-most', 39, false],
] as const)('40 people: %s %i is %s', (operator, value, expected) => {
  expect(holds({ subject: 'people', operator, value })).toBe(expected)
})

describe('Variables', () => {
  test.each([
    ['city', 'is', 'GHENT', true],
    ['city', 'is-not', 'Ghent', false],
    ['city', 'contains', 'hen', true],
    ['city', 'less', 'H', true],
    ['count', 'is', '12', true],
    ['count', 'more', 9, true],
    ['text_number', 'more', 9, true],
    ['ready', 'is', true, true],
    ['ready', 'is', 'false', false],
    ['empty', 'is-empty', '', true],
    ['empty', 'is', '', false],
    ['absent', 'is-empty', '', true],
    ['absent', 'is-not-empty', '', false],
    ['absent', 'is-not', 'Ghent', true],
    ['absent', 'less', 5, false],
  ] as const)('%s %s %s is %s', (name, operator, value, expected) => {
    expect(holds({ subject: 'variable', name, operator, value })).toBe(expected)
  })
})

describe('Day and time, by the clocks of the workflow', () => {
  test.each<[FlowCondition, boolean]>([
    [{ subject: 'weekday', operator: 'is-one-of', value: [6, 7] }, true],
    [{ subject: 'weekday', operator: 'is-none-of', value: [6, 7] }, false],
    [{ subject: 'date', operator: 'is', value: '2026-01-31' }, true],
    [{ subject: 'date', operator: 'before', value: '2026-01-31' }, false],
    [{ subject: 'date', operator: 'before', value: '2026-02-01' }, true],
    [{ subject: 'date', operator: 'from', value: '2026-01-31' }, true],
    [{ subject: 'time', operator: 'before', value: '09:31' }, true],
    [{ subject: 'time', operator: 'before', value: '09:30' }, false],
    [{ subject: 'time', operator: 'from', value: '09:30' }, true],
    [{ subject: 'day-of-month', operator: 'at-least', value: 31 }, true],
    [{ subject: 'day-of-month', operator: 'is', value: 'last' }, true],
    [{ subject: 'day-of-month', operator: 'less', value: 'last' }, false],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected)
  })
})
