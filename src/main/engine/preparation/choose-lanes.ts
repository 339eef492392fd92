import type { Database } from 'better-sqlite3'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { readLinesOf } from '../lines/pool-lines.ts'
import { breathe } from '../people/breathe.ts'
import type { PreparationPlan } from './preparation-plan.ts'

/** Messages between two breaths. */
const chunk = 1000

/**
 * Has people get their message from the line that texted them last, where that is one of several: so they answer in the
 * conversation that they know. By line and so by SIM, whichever modem it is in.
 * @throws UserError of `readLinesOf`
 */
export async function chooseLanes(
  sql: Database,
  { deliveryId, settings }: Pick<PreparationPlan, 'deliveryId' | 'settings'>,
  signal: AbortSignal,
): Promise<void> {
  if (!settings.pool || settings.pool.keepsLine === false) return
  const lines = JSON.stringify(readLinesOf(sql, settings).map(({ id }) => id))
  const upTo = sql
    .prepare(
      'SELECT max(id) FROM (SELECT id FROM messages WHERE delivery_id = ? AND id > ? ORDER BY id LIMIT ?)',
    )
    .pluck()
  const choose = sql.prepare(`UPDATE messages SET prefers_line_id = (
      SELECT before.line_id FROM messages before INDEXED BY messages_by_person
      WHERE before.person_id = messages.person_id AND before.recipient = messages.recipient
        AND before.delivery_id <> messages.delivery_id AND before.accepted_at IS NOT NULL
        AND before.line_id IN (SELECT value FROM json_each(@lines))
      ORDER BY before.accepted_at DESC, before.id DESC LIMIT 1)
    WHERE delivery_id = @deliveryId AND id > @after AND id <= @last`)
  for (let after = 0; ;) {
    signal.throwIfAborted()
    const last = upTo.get(deliveryId, after, chunk) as number | null
    if (last === null) return
    choose.run({ lines, deliveryId, after, last })
    after = last
    await breathe()
  }
}

/** Freezes the lines that share a delivery; none where it goes over one. */
export function writePool(sql: Database, deliveryId: number, { pool = [] }: LineTerms): void {
  sql.prepare('DELETE FROM pool_lines WHERE delivery_id = ?').run(deliveryId)
  const insert = sql.prepare('INSERT INTO pool_lines VALUES (?, ?)')
  for (const { lineId } of pool) insert.run(deliveryId, lineId)
}
