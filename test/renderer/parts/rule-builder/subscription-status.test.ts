import { describe, expect, it } from 'vitest'
import {
  statusChoices,
  statusKeyOf,
  statusOf,
} from '../../../../src/renderer/parts/rule-builder/subscription-status.ts'
import type { SubscriptionCondition } from '../../../../src/shared/rule.ts'

const since = { since: 'in-last-days', days: 7 } as const
const condition: SubscriptionCondition = {
  type: 'subscription',
  operator: 'is',
  status: 'subscribed',
  listId: 3,
  ...since,
}

describe('what is asked about a subscription', () => {
  it('is one choice, and keeps its list and its time where they have a meaning', () => {
    expect(statusKeyOf(condition)).toBe('is:subscribed')
    expect(statusOf(condition, 'is:unsubscribed')).toEqual({ ...condition, status: 'unsubscribed' })
    expect(statusOf(condition, 'is-not:subscribed')).toEqual({
      type: 'subscription',
      operator: 'is-not',
      status: 'subscribed',
      listId: 3,
      since: 'any',
    })
    expect(statusOf(condition, 'is:none')).toMatchObject({ status: 'none', since: 'any' })
  })

  it('stays among the choices when it came from elsewhere', () => {
    expect(statusChoices(condition)).not.toContain('is-not:pending')
    expect(statusChoices({ ...condition, operator: 'is-not', status: 'pending' })).toContain('is-not:pending')
  })
})
