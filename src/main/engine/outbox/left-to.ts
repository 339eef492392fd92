import type { Database } from 'better-sqlite3'
import { prepared } from './prepared.ts'

/**
 * Whether all that a delivery has left are messages of which these lines have sent a part: the rest of them joins it only
 * from the same number.
 */
export function isLeftTo(sql: Database, deliveryId: number, lineIds: readonly number[]): boolean {
  const query = `SELECT 1 FROM messages INDEXED BY messages_by_state
    WHERE delivery_id = ? AND state IN ('queued', 'claimed') AND (state = 'claimed' OR NOT EXISTS (
      SELECT 1 FROM message_parts WHERE message_id = messages.id AND line_id IN (SELECT value FROM json_each(?))))
    LIMIT 1`
  return prepared(sql, query).get(deliveryId, JSON.stringify(lineIds)) === undefined
}
