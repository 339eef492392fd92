import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { peopleCalls } from '../../../shared/contract/people.ts'

type History = Omit<z.output<(typeof peopleCalls)['people.get']['output']>, 'person' | 'suppression'>

const longestHistory = 500
/** The person, and everyone who was merged into them. */
const personIds = '(SELECT @personId UNION ALL SELECT id FROM merged_people WHERE into_id = @personId)'

/**
 * What was sent to a person, and why they were left out elsewhere, each cause by itself with the main one first; the
 * newest delivery first, at most 500 of each.
 */
export function readHistory(sql: Database, personId: number): History {
  const messages = sql
    .prepare(`
      SELECT messages.id, delivery_id AS deliveryId, label AS deliveryLabel, text, messages.state,
        changed_at AS at
      FROM messages JOIN deliveries ON deliveries.id = delivery_id
      WHERE person_id IN ${personIds} ORDER BY messages.id DESC LIMIT ${longestHistory}`)
    .all({ personId }) as History['messages']
  const exclusions = sql
    .prepare(`
      SELECT delivery_id AS deliveryId, label AS deliveryLabel, cause, detail
      FROM exclusions JOIN deliveries ON deliveries.id = delivery_id
      WHERE person_id IN ${personIds} ORDER BY delivery_id DESC, position LIMIT ${longestHistory}`)
    .all({ personId }) as History['exclusions']
  return { messages, exclusions }
}
