import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { usualSettings, type DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import type { EngineContext } from '../context.ts'
import { writeProof } from './write-proof.ts'

interface DeliveryRow {
  readonly content: string
  readonly settings: string
  readonly lineId: number
}

interface CopyRow {
  readonly phone: string
  readonly personId: number
  readonly text: string
  readonly sender: string | null
}

/**
 * Gives test people what was prepared for them as the delivery begins, in its transaction; once, however often it is
 * called. Each copy is a delivery of its own over the same lines, before all others there, within the same quiet hours.
 */
export function sendCopies(context: EngineContext, deliveryId: number): void {
  const { sql } = context.workspace
  const copies = sql
    .prepare(
      `SELECT phone, person_id personId, text, sender FROM delivery_copies WHERE delivery_id = @id
         AND NOT EXISTS (SELECT 1 FROM proofs WHERE of_delivery_id = @id AND kind = 'copy') ORDER BY phone`,
    )
    .all({ id: deliveryId }) as CopyRow[]
  if (copies.length === 0) return
  const row = sql
    .prepare('SELECT content, settings, line_id lineId FROM deliveries WHERE id = ?')
    .get(deliveryId) as DeliveryRow
  const content = JSON.parse(row.content) as DeliveryContent
  const { timing, pool } = JSON.parse(row.settings) as DeliverySettings
  const quietHours = timing?.quietHours
  const settings: DeliverySettings = {
    ...usualSettings,
    sending: { priority: 'high' },
    ...(pool ? { pool } : {}),
    ...(quietHours ? { timing: { quietHours } } : {}),
  }
  const share = sql.prepare('INSERT INTO pool_lines SELECT ?, line_id FROM pool_lines WHERE delivery_id = ?')
  for (const { phone, personId, text, sender } of copies) {
    const proof = { kind: 'copy', number: null, personId, text, sender, phones: [phone] } as const
    const id = writeProof(context, { of: { deliveryId }, ...proof, content, settings, lineId: row.lineId })
    share.run(id, deliveryId)
  }
  context.publish('proofs.changed', {})
}
