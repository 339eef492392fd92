import type { Database } from 'better-sqlite3'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import { breathe } from '../people/breathe.ts'

/** Messages counted between two breaths. */
const chunk = 10_000

/** Messages of a delivery in a state, by the code of their reason, the most frequent first. */
export async function readReasons(
  sql: Database,
  { id, state }: { readonly id: number; readonly state: MessageState },
): Promise<{ reason: string | null; messages: number }[]> {
  const select = sql.prepare(
    `SELECT id, reason FROM messages INDEXED BY messages_by_state
     WHERE delivery_id = ? AND state = ? AND id > ? ORDER BY id LIMIT ${chunk}`,
  )
  const counts = new Map<string | null, number>()
  for (let after = 0; ;) {
    const rows = select.all(id, state, after) as { id: number; reason: string | null }[]
    for (const { reason } of rows) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    await breathe()
  }
  return [...counts]
    .map(([reason, messages]) => ({ reason, messages }))
    .toSorted((one, other) => other.messages - one.messages)
}
