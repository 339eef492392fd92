import { defineLifecycle, type MoveOf, type StateOf } from './define-lifecycle.ts'

/** The life of a delivery (design §8). An edit of a prepared delivery goes back to draft; stopping is final. */
export const deliveryLife = defineLifecycle({
  draft: { prepare: 'preparing', stop: 'stopped' },
  preparing: { finish: 'ready', fail: 'failed', cancel: 'draft' },
  ready: { confirm: 'sending', edit: 'draft', prepare: 'preparing', stop: 'stopped' },
  failed: { edit: 'draft', prepare: 'preparing', stop: 'stopped' },
  sending: { pause: 'paused', complete: 'finished', stop: 'stopped' },
  paused: { resume: 'sending', complete: 'finished', stop: 'stopped' },
  finished: {},
  stopped: {},
})

export type DeliveryState = StateOf<typeof deliveryLife>
export type DeliveryMove = MoveOf<typeof deliveryLife>
export const deliveryStates = Object.keys(deliveryLife) as [DeliveryState, ...DeliveryState[]]
