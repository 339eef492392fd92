import { defineLifecycle, type MoveOf, type StateOf } from './define-lifecycle.ts'

/**
 * The life of one row of the ledger. It is monotone: nothing that a late or doubled receipt says
 * moves a message back. `unknown` means that bytes left and no answer came; only a receipt or a person settles it.
 */
export const messageLife = defineLifecycle({
  queued: { claim: 'claimed', cancel: 'cancelled', expire: 'expired' },
  claimed: { accept: 'accepted', requeue: 'queued', refuse: 'failed', lose: 'unknown' },
  accepted: { deliver: 'delivered', undeliver: 'undelivered' },
  unknown: { deliver: 'delivered', undeliver: 'undelivered', assumeSent: 'accepted', assumeFailed: 'failed' },
  delivered: {},
  undelivered: {},
  failed: { retry: 'queued' },
  expired: {},
  cancelled: {},
})

export type MessageState = StateOf<typeof messageLife>
export type MessageMove = MoveOf<typeof messageLife>
export const messageStates = Object.keys(messageLife) as [MessageState, ...MessageState[]]
