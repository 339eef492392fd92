import type { Database } from 'better-sqlite3'
import { prepared } from './prepared.ts'

/**
 * Deliveries that are being sent, by the lines that their preparation froze, first confirmed first; under `null` those of
 * which a line is gone.
 */
export function readQueues(sql: Database): Map<number | null, number[]> {
  const query = `SELECT d.id, l.id lineId FROM deliveries d
    LEFT JOIN pool_lines p ON p.delivery_id = d.id
    LEFT JOIN lines l ON l.removed_at IS NULL AND l.id = coalesce(p.line_id, d.line_id)
    WHERE d.state = 'sending' ORDER BY d.confirmed_at, d.id`
  const queues = new Map<number | null, number[]>()
  for (const { id, lineId } of prepared(sql, query).all() as { id: number; lineId: number | null }[]) {
    queues.set(lineId, [...(queues.get(lineId) ?? []), id])
  }
  return queues
}

/** Lines on which receipts are still awaited by messages of deliveries confirmed since then, or the rest of a long message. */
export function readAwaitedLines(sql: Database, since: number): number[] {
  const query = `SELECT id FROM lines WHERE removed_at IS NULL AND id IN (
    SELECT (SELECT line_id FROM messages WHERE delivery_id = d.id AND state IN ('accepted', 'unknown') LIMIT 1)
    FROM deliveries d WHERE d.confirmed_at >= ?
    UNION SELECT line_id FROM inbound_parts WHERE inbound_id IS NULL)`
  return prepared(sql, query).pluck().all(since) as number[]
}
