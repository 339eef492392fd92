import { changeInbound, checkList } from './change-inbound.ts'
import type { ActivityRunner } from './activity-runner.ts'

/** Takes the people who come in off the list; who was never on it stays as they are. */
export const unsubscribeRunner: ActivityRunner<'unsubscribe'> = {
  missing: { listId: 'subscription-list-none' },
  check: ({ listId }, facts) => checkList(listId, facts),
  execute: ({ listId, note }, step) => changeInbound(step, { listId, note, state: 'unsubscribed' }),
}
