import type { Database } from 'better-sqlite3'
import { reactions, type Reaction } from '../../../shared/contract/delivery-figures.ts'
import type { SqlPart } from '../audiences/sql-part.ts'

const tested: Readonly<Record<Exclude<Reaction, 'opted-out'>, string>> = {
  // People who wrote back after their message had left; who asked for no more does not count.
  replied: `inbound_messages i CROSS JOIN delivery_recipients r ON r.delivery_id = ? AND r.recipient = i.sender
      CROSS JOIN messages m ON m.id = r.message_id
    WHERE i.received_at >= (SELECT coalesce(begun_at, confirmed_at) FROM deliveries WHERE id = ?)
      AND m.test IS NOT NULL AND m.accepted_at <= i.received_at AND i.opts_out = 0
      AND NOT EXISTS (SELECT 1 FROM suppressions WHERE phone = m.recipient)`,
  clicked: `clicks c CROSS JOIN messages m ON m.delivery_id = ?
      AND (m.person_id = c.person_id OR m.person_id IN (SELECT id FROM merged_people WHERE into_id = c.person_id))
    WHERE c.delivery_id = ? AND m.test IS NOT NULL AND m.accepted_at IS NOT NULL`,
}

const answers = `inbound_messages i CROSS JOIN delivery_recipients r ON r.delivery_id = ? AND r.recipient = i.sender
  CROSS JOIN messages m ON m.id = r.message_id WHERE i.delivery_id = ?`

/** Of a whole delivery: answers count for the delivery that somebody had got last. */
const whole: Readonly<Record<Reaction, string>> = {
  replied: `${answers} AND i.opts_out = 0`,
  'opted-out': `${answers} AND i.opts_out = 1`,
  clicked: `clicks c CROSS JOIN messages m ON m.delivery_id = ?
      AND (m.person_id = c.person_id OR m.person_id IN (SELECT id FROM merged_people WHERE into_id = c.person_id))
    WHERE c.delivery_id = ?`,
}

/** How many messages of each text of a test somebody reacted to. */
export function countReacted(
  sql: Database,
  deliveryId: number,
  reaction: keyof typeof tested,
): { readonly test: number; readonly n: number }[] {
  return sql
    .prepare(`SELECT test, count(DISTINCT m.id) n FROM ${tested[reaction]} GROUP BY test`)
    .all(deliveryId, deliveryId) as { test: number; n: number }[]
}

/** Whether a share is of what people did. */
export function isReaction(by: string): by is Reaction {
  return reactions.some(each => each === by)
}

/** Ids of the messages that somebody reacted to: those with one text of a test, or with an empty `test` all of them. */
export function reactedTo(deliveryId: number, reaction: Reaction, test: string): SqlPart {
  const parameters = [deliveryId, deliveryId]
  if (test === '') return { sql: `SELECT DISTINCT m.id FROM ${whole[reaction]}`, parameters }
  const table = reaction === 'opted-out' ? whole[reaction] : tested[reaction]
  return {
    sql: `SELECT DISTINCT m.id FROM ${table} AND m.test = CAST(? AS INTEGER)`,
    parameters: [...parameters, test],
  }
}
