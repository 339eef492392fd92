import type { Database } from 'better-sqlite3'
import { prepared } from '../outbox/prepared.ts'

/** The delivery whose message a number got last, or may have got; null where it got none. Looks at the latest first. */
export function lastDeliveryTo(database: Database, phone: string): number | null {
  const query = `SELECT deliveries.id FROM deliveries INDEXED BY deliveries_by_begin
    CROSS JOIN delivery_recipients r ON r.delivery_id = deliveries.id AND r.recipient = ?
    CROSS JOIN messages ON messages.id = r.message_id
    WHERE begun_at IS NOT NULL AND messages.state IN ('accepted', 'delivered', 'undelivered', 'unknown')
    ORDER BY begun_at DESC LIMIT 1`
  return (prepared(database, query).pluck().get(phone) as number | undefined) ?? null
}
