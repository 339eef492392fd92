import type { Database } from 'better-sqlite3'
import type { Candidate } from './find-due.ts'
import { prepared } from './prepared.ts'
import type { SendingPlan } from './sending-plan.ts'

/** Why a message that was prepared is not to leave any more. */
export type Unwanted = 'suppressed' | 'person-blocked' | 'unsubscribed'

const whoever = 'coalesce((SELECT into_id FROM merged_people WHERE id = @personId), @personId)'
const blockQuery = `SELECT block FROM people WHERE id = ${whoever}`
const leftQuery = `SELECT 1 FROM subscriptions
  WHERE list_id = @listId AND person_id = ${whoever} AND state IN ('none', 'unsubscribed')`

/**
 * What has come in between since somebody was prepared for: their number was suppressed, they were blocked, or they left the
 * list that is asked for. Undefined where nothing has. Whoever was merged since counts as who they are now; proofs are to
 * nobody.
 */
export function findUnwanted(
  database: Database,
  { isSuppressed, personId }: Pick<Candidate, 'isSuppressed' | 'personId'>,
  { isService, listId }: Pick<SendingPlan, 'isService' | 'listId'>,
): Unwanted | undefined {
  if (isSuppressed) return 'suppressed'
  const block = prepared(database, blockQuery).pluck().get({ personId }) as string | null | undefined
  if (block === 'blocked' || (block === 'suspended' && !isService)) return 'person-blocked'
  const hasLeft = listId !== null && prepared(database, leftQuery).get({ personId, listId }) !== undefined
  return hasLeft ? 'unsubscribed' : undefined
}
