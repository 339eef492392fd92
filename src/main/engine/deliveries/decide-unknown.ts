import type { unknownDecisions } from '../../../shared/contract/deliveries.ts'
import type { EngineContext } from '../context.ts'
import { moveMessage } from '../outbox/move-message.ts'
import { breathe } from '../people/breathe.ts'
import { readDeliveryState } from './move-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** Messages settled between two breaths. */
const chunk = 1000

/**
 * Settles every message of unknown outcome as a person decides. A receipt that comes later still counts for those
 * that are taken as sent.
 * @returns how many were settled
 */
export async function decideUnknown(
  context: EngineContext,
  { id, as }: { readonly id: number; readonly as: (typeof unknownDecisions)[number] },
): Promise<number> {
  readDeliveryState(context, id)
  const { sql } = context.workspace
  const move = as === 'sent' ? 'assumeSent' : 'assumeFailed'
  const select = sql.prepare(
    "SELECT id, reason FROM messages WHERE delivery_id = ? AND state = 'unknown' LIMIT ?",
  )
  const settle = sql.transaction(() => {
    const rows = select.all(id, chunk) as { id: number; reason: string | null }[]
    for (const row of rows) {
      const message = { id: row.id, deliveryId: id, state: 'unknown', move } as const
      moveMessage(sql, message, { at: context.clock.now(), reason: row.reason })
    }
    return rows.length
  })
  let decided = 0
  for (let count = settle.immediate(); count > 0; count = settle.immediate()) {
    decided += count
    await breathe()
  }
  const data = { as, messages: decided }
  if (decided > 0)
    writeAudit(context, { action: 'delivery.unknown-decided', subject: `delivery ${id}`, data })
  return decided
}
