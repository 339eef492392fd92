import type { Database } from 'better-sqlite3'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'

/**
 * What all executions of a period say: that of its first one, as long as that was not given up before anything was sent.
 * Undefined where the period has none yet, and without a period.
 */
export function findFrozenContent(
  sql: Database,
  seriesId: number,
  period: string | null,
): DeliveryContent | undefined {
  if (period === null) return undefined
  const content = sql
    .prepare(
      `SELECT content FROM deliveries WHERE parent_id = ? AND period = ?
         AND state <> 'failed' AND NOT (state = 'stopped' AND confirmed_at IS NULL) ORDER BY id LIMIT 1`,
    )
    .pluck()
    .get(seriesId, period)
  return typeof content === 'string' ? (JSON.parse(content) as DeliveryContent) : undefined
}
