import type { Database } from 'better-sqlite3'
import type { unknownDecisions } from '../../../shared/contract/deliveries.ts'
import type { EngineContext } from '../context.ts'
import { moveMessage } from '../outbox/move-message.ts'
import { breathe } from '../people/breathe.ts'
import { eachMessageSpan } from './list-messages.ts'
import { readDeliveryState } from './move-delivery.ts'
import { noteAsItGoes } from './write-audit.ts'

/** Messages settled between two breaths. */
const chunk = 1000

/** Which messages of unknown outcome, and how they are to count. */
export interface UnknownChoice {
  readonly id: number
  readonly as: (typeof unknownDecisions)[number]
  readonly reason?: string | undefined
  readonly search?: string | undefined
}

/**
 * Settles messages of unknown outcome as a person decides: all of them, or those of a reason or that a search finds. A
 * receipt that comes later still counts for those that are taken as sent.
 * @returns how many were settled
 */
export async function decideUnknown(context: EngineContext, choice: UnknownChoice): Promise<number> {
  const { id, as, reason } = choice
  readDeliveryState(context, id)
  const { sql } = context.workspace
  const move = as === 'sent' ? 'assumeSent' : 'assumeFailed'
  const select = sql.prepare("SELECT id, reason FROM messages WHERE id = ? AND state = 'unknown'")
  const note = noteAsItGoes(context, { action: 'delivery.unknown-decided', subject: `delivery ${id}` })
  let decided = 0
  const settle = sql.transaction((ids: readonly number[]) => {
    const rows = ids.flatMap(each => (select.get(each) as UnknownRow | undefined) ?? [])
    const wanted = rows.filter(row => reason === undefined || row.reason === reason)
    for (const row of wanted) {
      const message = { id: row.id, deliveryId: id, state: 'unknown', move } as const
      moveMessage(sql, message, { at: context.clock.now(), reason: row.reason })
    }
    const messages = decided + wanted.length
    if (messages > 0) note({ as, messages, ...(reason === undefined ? {} : { reason }) })
    return wanted.length
  })
  for (const ids of chunksOf(sql, choice)) {
    decided += settle.immediate(ids)
    await breathe()
  }
  return decided
}

interface UnknownRow {
  readonly id: number
  readonly reason: string | null
}

/** A search goes through all messages stretch by stretch; without one, the index on their states finds them. */
function* chunksOf(sql: Database, { id, search }: UnknownChoice): Generator<number[]> {
  if (search) return yield* eachMessageSpan(sql, { id, search, state: 'unknown' })
  const select = sql
    .prepare(
      "SELECT id FROM messages WHERE delivery_id = ? AND state = 'unknown' AND id > ? ORDER BY id LIMIT ?",
    )
    .pluck()
  for (let after = 0; ;) {
    const ids = select.all(id, after, chunk) as number[]
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
    yield ids
  }
}
