import type { SqlPart } from '../audiences/sql-part.ts'

/** The condition on the table `people` that holds for those in a state on a list; without one, for all it knows. */
export function subscriptionCondition({
  subscriptionListId,
  state,
}: {
  readonly subscriptionListId: number
  readonly state?: string | undefined
}): SqlPart {
  const wanted = state === undefined ? "subscriptions.state <> 'none'" : 'subscriptions.state = ?'
  return {
    sql: `EXISTS (SELECT 1 FROM subscriptions WHERE list_id = ? AND person_id = people.id AND ${wanted})`,
    parameters: state === undefined ? [subscriptionListId] : [subscriptionListId, state],
  }
}

/** The condition that holds for those whom one change of a list concerned. */
export function changeCondition(changeId: number): SqlPart {
  return {
    sql: 'EXISTS (SELECT 1 FROM subscription_events WHERE change_id = ? AND person_id = people.id)',
    parameters: [changeId],
  }
}
