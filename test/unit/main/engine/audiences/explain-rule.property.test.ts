import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileRule } from '../../../../../src/main/engine/audiences/compile-rule.ts'
import { explainRule } from '../../../../../src/main/engine/audiences/explain-rule.ts'
import { readRuleSetting } from '../../../../../src/main/engine/audiences/people-source.ts'
import { keepTime } from '../../../../../src/main/engine/audiences/rule-moment.ts'
import { readRule, type Condition, type RuleGroup } from '../../../../../src/shared/rule.ts'
import { fieldOperators, deliveryEvents } from '../../../../../src/shared/rule/condition.ts'
import {
  sinces,
  subscriptionStatuses,
  tagOperators,
} from '../../../../../src/shared/rule/consent-condition.ts'
import { periods } from '../../../../../src/shared/rule/period.ts'
import { createFakeClock } from '../../../../support/fake-clock.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'
import { fillWithHistory } from '../../../../support/rule-people.ts'

const now = '2026-06-15T10:00:00Z'
const texts = [
  '',
  'a',
  'Ä',
  'ab%',
  '12',
  '-3,5',
  '0',
  'true',
  '2026-06-15',
  '1999-02-28',
  '2000-02-29',
  "o'c",
]
const field = fc.constantFrom('first_name', 'country', 'phone', 'city', 'points', 'birthday', 'member')

/** Values that a comparison with a field takes; what a person has there may be anything. */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  birthday: ['2026-06-15', '1999-02-28', '2000-02-29'],
  points: ['12', '-3,5', '0'],
}

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({ field, operator: fc.constantFrom(...fieldOperators), index: fc.nat() })
    .map(({ field: key, operator, index }): Condition => {
      const values = valuesOf[key] ?? texts.slice(1)
      const text = values[index % values.length] ?? ''
      const other = valuesOf[key]?.[0] ?? 'b'
      const isList = operator === 'is-one-of' || operator === 'is-none-of'
      const value = isList ? [text, other] : operator.includes('days') ? text.length : text
      return { type: 'field', field: key, operator, value }
    }),
  fc.constantFrom<Condition>(
    { type: 'number', operator: 'is-usable' },
    { type: 'number', operator: 'is-not-usable' },
    { type: 'audience', operator: 'is-in', audienceId: 1 },
    { type: 'audience', operator: 'is-not-in', audienceId: 2 },
    { type: 'import', operator: 'is', importId: 1 },
    { type: 'import', operator: 'is-not', importId: 2 },
  ),
  fc.record({
    type: fc.constant('delivery' as const),
    event: fc.constantFrom(...deliveryEvents),
    period: fc.constantFrom(...periods),
    deliveryId: fc.constantFrom(1, 2, 3),
    days: fc.integer({ min: 0, max: 20 }),
    times: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({
    type: fc.constant('reply' as const),
    period: fc.constantFrom(...periods),
    text: fc.constantFrom('a', 'Ä', '%'),
    days: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({
    type: fc.constant('click' as const),
    period: fc.constantFrom(...periods),
    url: fc.constantFrom('a', 'example'),
    days: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({
    type: fc.constant('tag' as const),
    operator: fc.constantFrom(...tagOperators),
    tagIds: fc.constantFrom<number[]>([1], [1, 2]),
  }),
  fc.record(
    {
      type: fc.constant('subscription' as const),
      operator: fc.constantFrom('is' as const, 'is-not' as const),
      status: fc.constantFrom(...subscriptionStatuses),
      since: fc.constantFrom(...sinces),
      days: fc.integer({ min: 0, max: 20 }),
      day: fc.constantFrom('2026-06-07', '2026-06-08'),
      listId: fc.constantFrom(1, 2),
    },
    { requiredKeys: ['type', 'operator', 'status', 'since', 'days', 'day'] },
  ),
  fc.constantFrom<Condition>(
    { type: 'suppressed', operator: 'is' },
    { type: 'suppressed', operator: 'is-not', cause: 'manual' },
    { type: 'blocked', operator: 'is' },
    { type: 'blocked', operator: 'is-not', block: 'suspended' },
  ),
)

const group = fc.letrec<{ group: RuleGroup; item: Condition | RuleGroup }>(tie => ({
  group: fc.record({
    type: fc.constant('group' as const),
    match: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    items: fc.array(tie('item'), { maxLength: 4 }),
  }),
  item: fc.oneof({ maxDepth: 4 }, condition, tie('group')),
})).group

const instant = fc.constantFrom(now, '2026-06-08T21:59:59Z', '2026-06-07T22:00:00Z', '2025-01-01T00:00:00Z')
const person = fc.record(
  {
    firstName: fc.constantFrom(...texts),
    country: fc.constantFrom('NL', ''),
    phoneType: fc.constantFrom('mobile', 'fixed'),
    importId: fc.constantFrom(1, 2),
    fields: fc.record(
      {
        city: fc.constantFrom(...texts),
        points: fc.constantFrom(...texts),
        birthday: fc.constantFrom(...texts),
        member: fc.constantFrom('true', 'false'),
      },
      { requiredKeys: [] },
    ),
    messages: fc.array(
      fc.record({
        delivery: fc.constantFrom(1, 2),
        state: fc.constantFrom('queued', 'accepted', 'delivered', 'failed', 'unknown', 'cancelled'),
        at: instant,
      }),
      { maxLength: 2 },
    ),
    excluded: fc.constantFrom([1], [3], []),
    replies: fc.array(fc.record({ text: fc.constantFrom('ja', 'Nä'), at: instant }), { maxLength: 2 }),
    clicks: fc.array(fc.record({ url: fc.constantFrom('https://example.com/a', 'b'), at: instant }), {
      maxLength: 1,
    }),
    tags: fc.constantFrom(['1'], ['2'], ['1', '2']),
    subscriptions: fc.constantFrom(
      [{ list: 1, state: 'subscribed', since: now }],
      [{ list: 2, state: 'unsubscribed', since: '2026-06-07T22:00:00Z', joined: '2025-01-01T00:00:00Z' }],
    ),
    isSuppressed: fc.boolean(),
  },
  { requiredKeys: [] },
)

it('Explains everybody exactly as the compiled rule counts them', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), group, (given, root) => {
      const { sql } = createPeopleWorld().context.workspace
      keepTime(sql, createFakeClock(Date.parse(now), 'Europe/Brussels'))
      const people = Object.fromEntries(
        given.map((one, index) => [
          `p${index}`,
          { ...one, ...(index % 3 ? { phone: `+3161234560${index}` } : {}) },
        ]),
      )
      const ids = fillWithHistory(sql, {
        fields: { city: 'text', points: 'number', birthday: 'date', member: 'boolean' },
        people,
        audiences: { 1: { members: ['p0', 'p3'] }, 2: {} },
      })
      const setting = readRuleSetting(sql)
      const rule = readRule({ version: 3, root })
      const where = compileRule(rule, setting)
      const counted = sql
        .prepare(`SELECT id FROM people WHERE ${where.sql} ORDER BY id`)
        .pluck()
        .all(...where.parameters)
      const explained = [...ids.values()].filter(
        personId => explainRule(sql, { personId, rule }, setting).holds,
      )
      expect(explained).toEqual(counted)
      sql.close()
    }),
    { numRuns: 60 },
  )
}, 60_000)
