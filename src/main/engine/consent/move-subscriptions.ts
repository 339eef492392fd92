import type { Database } from 'better-sqlite3'

/**
 * Hands the subscriptions of one person to another, as part of a merge. Where both stand with a list, the later word
 * counts, and of two at the same moment the one that left. Runs in the caller's transaction.
 */
export function moveSubscriptions(sql: Database, intoId: number, fromId: number): void {
  sql
    .prepare(`
      UPDATE subscriptions AS own SET state = other.state, since = other.since, phone = other.phone,
        subscribed_at = other.subscribed_at, change_id = other.change_id
      FROM subscriptions AS other
      WHERE own.person_id = @intoId AND other.person_id = @fromId AND other.list_id = own.list_id
        AND (other.since, other.state = 'unsubscribed') > (own.since, own.state = 'unsubscribed')`)
    .run({ intoId, fromId })
  // What is left with the other person goes with them, and the numbers that left stay known.
  sql.prepare('UPDATE OR IGNORE subscriptions SET person_id = ? WHERE person_id = ?').run(intoId, fromId)
}
