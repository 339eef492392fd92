import type { Database } from 'better-sqlite3'
import { toStretch, type Stretch } from '../populations/stretches.ts'

/** The lowest and the highest id of the messages of a delivery in one state; undefined where there are none. */
export function endsOfState(sql: Database, deliveryId: number, state: string): Stretch | undefined {
  const own = 'FROM messages WHERE delivery_id = @deliveryId AND state = @state'
  const read = sql.prepare(`SELECT (SELECT min(id) ${own}) first, (SELECT max(id) ${own}) last`)
  return toStretch(read.get({ deliveryId, state }))
}

/**
 * The same of all its messages. State by state, as each is a range of an index; over all of them every message would be
 * looked at.
 */
export function endsOfMessages(sql: Database, deliveryId: number): Stretch | undefined {
  const ofState = 'FROM messages WHERE delivery_id = @deliveryId AND messages.state = delivery_counts.state'
  const read = sql.prepare(
    `SELECT min(first) first, max(last) last FROM (
       SELECT (SELECT min(id) ${ofState}) first, (SELECT max(id) ${ofState}) last
       FROM delivery_counts WHERE delivery_id = @deliveryId)`,
  )
  return toStretch(read.get({ deliveryId }))
}
