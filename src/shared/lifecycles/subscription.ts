import { defineLifecycle, type StateOf } from './define-lifecycle.ts'

/**
 * A person on a subscription list. `pending` was asked to confirm and has not answered yet; who does not
 * in time lapses. Leaving is immediate, and who left comes back by their own word alone or by somebody's express one.
 */
export const subscriptionLife = defineLifecycle({
  none: { ask: 'pending', subscribe: 'subscribed' },
  pending: { subscribe: 'subscribed', unsubscribe: 'unsubscribed', lapse: 'none' },
  subscribed: { unsubscribe: 'unsubscribed' },
  unsubscribed: { ask: 'pending', subscribe: 'subscribed' },
})

export type SubscriptionState = StateOf<typeof subscriptionLife>
export const subscriptionStates = Object.keys(subscriptionLife) as [SubscriptionState, ...SubscriptionState[]]
