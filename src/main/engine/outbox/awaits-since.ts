import type { Database } from 'better-sqlite3'
import { prepared } from './prepared.ts'

/** Since when the answer to a message is awaited from a line, of whatever delivery; null while none is under way. */
export function awaitsSince(sql: Database, lineId: number): number | null {
  const query = `SELECT min(changed_at) FROM messages INDEXED BY messages_by_state
    WHERE delivery_id IN (SELECT id FROM deliveries WHERE state IN ('sending', 'paused'))
      AND state = 'claimed' AND line_id = ?`
  return prepared(sql, query).pluck().get(lineId) as number | null
}
