import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'

const rowsAtOnce = 4000

/**
 * Clears away who was on lists that are removed, also where that was cut off before. Nothing reads them in the
 * meantime, so it does not matter when it ends.
 */
export async function sweepLists({ workspace }: EngineContext): Promise<void> {
  const { sql } = workspace
  const removed = sql
    .prepare('SELECT id FROM subscription_lists WHERE removed_at IS NOT NULL')
    .pluck()
    .all() as number[]
  const leave = sql.prepare(
    `DELETE FROM subscriptions WHERE (list_id, person_id) IN
       (SELECT list_id, person_id FROM subscriptions WHERE list_id = ? LIMIT ${rowsAtOnce})`,
  )
  const forget = sql.prepare(
    `DELETE FROM remembered_unsubscriptions WHERE (list_id, phone) IN
       (SELECT list_id, phone FROM remembered_unsubscriptions WHERE list_id = ? LIMIT ${rowsAtOnce})`,
  )
  for (const statement of [leave, forget]) {
    for (const id of removed) {
      while (sql.open && statement.run(id).changes > 0) await breathe()
    }
  }
}
