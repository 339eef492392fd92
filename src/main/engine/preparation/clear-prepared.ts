import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'

/** Rows between two breaths. */
const chunk = 2000

/**
 * Removes the messages and exclusions of a delivery that was never confirmed, piece by piece; the caller's `goOn` is
 * asked within the same transaction as each piece.
 */
export async function clearPrepared(sql: Database, deliveryId: number, goOn: () => boolean): Promise<void> {
  const removals = [
    `DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE delivery_id = ? LIMIT ${chunk})`,
    `DELETE FROM exclusions WHERE (delivery_id, person_id) IN
       (SELECT delivery_id, person_id FROM exclusions WHERE delivery_id = ? LIMIT ${chunk})`,
    'DELETE FROM delivery_copies WHERE delivery_id = ?',
  ].map(text => sql.prepare(text))
  for (const removal of removals) {
    const remove = sql.transaction(() => (goOn() ? removal.run(deliveryId).changes : 0))
    while (remove.immediate() > 0) await breathe()
  }
}
