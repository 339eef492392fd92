import type { Database } from 'better-sqlite3'
import { prepared } from './prepared.ts'

/** Messages of a delivery that have not been tried, by place; 0 is the place that is not known. */
export function countFresh(database: Database, deliveryId: number): Map<number, number> {
  const query = `SELECT coalesce(place_id, 0) placeId, count(*) messages FROM messages INDEXED BY messages_fresh
    WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at = 0 GROUP BY place_id`
  const rows = prepared(database, query).all(deliveryId) as { placeId: number; messages: number }[]
  return new Map(rows.map(({ placeId, messages }) => [placeId, messages]))
}
