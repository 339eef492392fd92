import type { Database } from 'better-sqlite3'
import type { Reaction } from '../../../shared/contract/delivery-figures.ts'
import type { SqlPart } from '../audiences/sql-part.ts'

const tables: Readonly<Record<Reaction, string>> = {
  // People who wrote back after their message had left; who asked for no more does not count.
  replied: `inbound_messages i CROSS JOIN messages m ON m.delivery_id = ? AND m.recipient = i.sender
    WHERE i.received_at >= (SELECT coalesce(begun_at, confirmed_at) FROM deliveries WHERE id = ?)
      AND m.test IS NOT NULL AND m.accepted_at <= i.received_at
      AND NOT EXISTS (SELECT 1 FROM suppressions WHERE phone = m.recipient)`,
  clicked: `clicks c CROSS JOIN messages m ON m.delivery_id = ?
      AND (m.person_id = c.person_id OR m.person_id IN (SELECT id FROM merged_people WHERE into_id = c.person_id))
    WHERE c.delivery_id = ? AND m.test IS NOT NULL AND m.accepted_at IS NOT NULL`,
}

/** How many messages of each text of a test somebody reacted to. */
export function countReacted(
  sql: Database,
  deliveryId: number,
  reaction: Reaction,
): { readonly test: number; readonly n: number }[] {
  return sql
    .prepare(`SELECT test, count(DISTINCT m.id) n FROM ${tables[reaction]} GROUP BY test`)
    .all(deliveryId, deliveryId) as { test: number; n: number }[]
}

/** Ids of the messages with a text of a test that somebody reacted to. */
export function reactedTo(deliveryId: number, reaction: Reaction, test: string): SqlPart {
  return {
    sql: `SELECT DISTINCT m.id FROM ${tables[reaction]} AND m.test = CAST(? AS INTEGER)`,
    parameters: [deliveryId, deliveryId, test],
  }
}
