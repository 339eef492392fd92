import { changeInbound, checkList } from './change-inbound.ts'
import type { ActivityRunner } from './activity-runner.ts'

/** Subscribes the people who come in; who left the list themselves is held back unless it is asked for expressly. */
export const subscribeRunner: ActivityRunner<'subscribe'> = {
  missing: { listId: 'subscription-list-none', note: 'consent-note-missing' },
  check: ({ listId }, facts) => checkList(listId, facts),
  execute: ({ listId, note, includesLeft }, step) =>
    changeInbound(step, { listId, note, state: 'subscribed', includesUnsubscribed: includesLeft }),
}
