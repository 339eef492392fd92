import { defineLifecycle, type MoveOf, type StateOf } from './define-lifecycle.ts'

/**
 * The life of a delivery. An edit of a prepared delivery goes back to draft; one that is confirmed for later is
 * edited by taking the confirmation back. Stopping is final. A recurring one is never sent itself: its executions are
 * deliveries of their own, and one without anybody to send to is over at once.
 */
export const deliveryLife = defineLifecycle({
  draft: { prepare: 'preparing', stop: 'stopped' },
  preparing: { finish: 'ready', fail: 'failed', cancel: 'draft' },
  ready: {
    confirm: 'sending',
    schedule: 'scheduled',
    edit: 'draft',
    prepare: 'preparing',
    stop: 'stopped',
    conclude: 'finished',
  },
  failed: { edit: 'draft', prepare: 'preparing', stop: 'stopped' },
  scheduled: { begin: 'sending', hold: 'paused', withdraw: 'ready', edit: 'draft', stop: 'stopped' },
  sending: { pause: 'paused', complete: 'finished', stop: 'stopped' },
  paused: { resume: 'sending', complete: 'finished', stop: 'stopped' },
  finished: { retry: 'sending' },
  stopped: {},
  recurring: { suspend: 'suspended', stop: 'stopped' },
  suspended: { continue: 'recurring', stop: 'stopped' },
})

export type DeliveryState = StateOf<typeof deliveryLife>
export type DeliveryMove = MoveOf<typeof deliveryLife>
export const deliveryStates = Object.keys(deliveryLife) as [DeliveryState, ...DeliveryState[]]
