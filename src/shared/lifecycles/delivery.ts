import { defineLifecycle, type MoveOf, type StateOf } from './define-lifecycle.ts'

/**
 * The life of a delivery (design §8). An edit of a prepared delivery goes back to draft; one that is confirmed for later is
 * edited by taking the confirmation back. Stopping is final.
 */
export const deliveryLife = defineLifecycle({
  draft: { prepare: 'preparing', stop: 'stopped' },
  preparing: { finish: 'ready', fail: 'failed', cancel: 'draft' },
  ready: { confirm: 'sending', schedule: 'scheduled', edit: 'draft', prepare: 'preparing', stop: 'stopped' },
  failed: { edit: 'draft', prepare: 'preparing', stop: 'stopped' },
  scheduled: { begin: 'sending', hold: 'paused', withdraw: 'ready', edit: 'draft', stop: 'stopped' },
  sending: { pause: 'paused', complete: 'finished', stop: 'stopped' },
  paused: { resume: 'sending', complete: 'finished', stop: 'stopped' },
  finished: { retry: 'sending' },
  stopped: {},
})

export type DeliveryState = StateOf<typeof deliveryLife>
export type DeliveryMove = MoveOf<typeof deliveryLife>
export const deliveryStates = Object.keys(deliveryLife) as [DeliveryState, ...DeliveryState[]]
