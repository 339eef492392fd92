import type { Database } from 'better-sqlite3'
import type { Candidate } from './find-due.ts'
import { prepared } from './prepared.ts'
import type { SendingPlan } from './sending-plan.ts'

/** Why a message that was prepared is not to leave any more. */
export type Unwanted = 'suppressed' | 'person-blocked' | 'number-changed' | 'unsubscribed'

interface PersonRow {
  readonly block: string | null
  readonly phone: string | null
}

const whoever = 'coalesce((SELECT into_id FROM merged_people WHERE id = @personId), @personId)'
const personQuery = `SELECT block, phone FROM people WHERE id = ${whoever}`
const leftQuery = `SELECT 1 FROM subscriptions
  WHERE list_id = @listId AND person_id = ${whoever} AND state IN ('none', 'unsubscribed')`

/**
 * What has come in between since somebody was prepared for: their number was suppressed, they were blocked, they have another
 * number, or they left the list that is asked for. Undefined where nothing has. A number that was corrected may be a
 * stranger's, so what was meant for its owner never goes there. Whoever was merged since counts as who they are now; proofs
 * are to nobody.
 */
export function findUnwanted(
  database: Database,
  { isSuppressed, personId, recipient }: Pick<Candidate, 'isSuppressed' | 'personId' | 'recipient'>,
  { isService, listId }: Pick<SendingPlan, 'isService' | 'listId'>,
): Unwanted | undefined {
  if (isSuppressed) return 'suppressed'
  const person = prepared(database, personQuery).get({ personId }) as PersonRow | undefined
  if (person?.block === 'blocked' || (person?.block === 'suspended' && !isService)) return 'person-blocked'
  if (person && person.phone !== recipient) return 'number-changed'
  const hasLeft = listId !== null && prepared(database, leftQuery).get({ personId, listId }) !== undefined
  return hasLeft ? 'unsubscribed' : undefined
}
