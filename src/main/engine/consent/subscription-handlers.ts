import type { z } from 'zod'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { subscriptionCalls } from '../../../shared/contract/subscriptions.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import type { Jobs } from '../create-jobs.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { selectedIds } from '../people/selected-ids.ts'
import { changeSubscriptions, type SubscriptionResult } from './change-subscriptions.ts'
import { listChanges, readSubscriptions } from './read-subscriptions.ts'
import { readList, readLists, removeList, saveList } from './subscription-lists.ts'

type SetInput = z.output<(typeof subscriptionCalls)['subscriptions.set']['input']>

/** Answers the calls about subscription lists. */
export function subscriptionHandlers(
  context: EngineContext,
  jobs: Jobs,
): HandlersOf<typeof subscriptionCalls> {
  const { sql } = context.workspace
  return {
    'subscriptionLists.list': () => readLists(sql),
    'subscriptionLists.get': ({ id }) => readList(sql, id),
    'subscriptionLists.save': input => saveList(context, input),
    async 'subscriptionLists.remove'({ id }) {
      await removeList(context, id)
      return {}
    },
    'subscriptionLists.history': input => listChanges(sql, input),
    'subscriptions.set': input => jobs.run(input.job, signal => setByHand(context, input, signal)),
    'subscriptions.ofPerson': ({ personId }) => readSubscriptions(sql, personId),
  }
}

/** @throws UserError `subscription/no-note`, and those of `changeSubscriptions` */
async function setByHand(
  context: EngineContext,
  { selection, ...order }: SetInput,
  signal: AbortSignal,
): Promise<SubscriptionResult> {
  if (order.state === 'subscribed' && !order.note) throw new UserError('subscription/no-note')
  const people = await selectedIds(context.workspace.sql, selection)
  const result = await changeSubscriptions(context, { ...order, people, source: 'manual' }, signal)
  const { listId, state } = order
  const data = { listId, state, ...result }
  writeAudit(context, { action: 'subscriptions.set', subject: `subscription list ${listId}`, data })
  return result
}
