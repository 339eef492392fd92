import type { SubscriptionCondition } from '../../../shared/rule.ts'

/** What can be asked about a subscription, as one choice. */
export type StatusKey = `${SubscriptionCondition['operator']}:${SubscriptionCondition['status']}`

/** Those that are offered: the others say the same in a roundabout way. */
const usual: readonly StatusKey[] = [
  'is:subscribed',
  'is-not:subscribed',
  'is:pending',
  'is:unsubscribed',
  'is-not:unsubscribed',
  'is:ever-subscribed',
  'is-not:ever-subscribed',
  'is:none',
]

/** The choice that a condition stands for. */
export function statusKeyOf({ operator, status }: SubscriptionCondition): StatusKey {
  return `${operator}:${status}`
}

/** The choices of a condition; one that came from elsewhere stays among them. */
export function statusChoices(condition: SubscriptionCondition): readonly StatusKey[] {
  const own = statusKeyOf(condition)
  return usual.includes(own) ? usual : [...usual, own]
}

/** The condition with another choice; its time stays where the choice can have one. */
export function statusOf(condition: SubscriptionCondition, key: StatusKey): SubscriptionCondition {
  const [operator, status] = key.split(':') as [
    SubscriptionCondition['operator'],
    SubscriptionCondition['status'],
  ]
  const { type, listId } = condition
  if (operator === 'is-not' || status === 'none') return { type, operator, status, listId, since: 'any' }
  return { ...condition, operator, status }
}
