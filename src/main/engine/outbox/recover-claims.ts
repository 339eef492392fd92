import type { Database } from 'better-sqlite3'
import { applyEarlyReceipts, applyOpenReceipts } from './apply-receipt.ts'
import { moveMessage } from './move-message.ts'

/** The reason of a message that was under way when the program died. */
export const interruptedReason = 'interrupted'

/**
 * Takes over from a process that died: what it had claimed may or may not have left, so it is unknown, never sent again
 * by itself. Receipts that it still wrote down settle what they can.
 * @returns how many messages were under way
 */
export function recoverClaims(ledger: Database, now: number): number {
  return ledger
    .transaction(() => {
      const open = ledger
        .prepare(
          `SELECT a.message_id id, a.line_id lineId, a.started_at startedAt, m.delivery_id deliveryId
           FROM attempts a JOIN messages m ON m.id = a.message_id WHERE a.ended_at IS NULL`,
        )
        .all() as { id: number; lineId: number; startedAt: number; deliveryId: number }[]
      ledger
        .prepare(`UPDATE attempts SET ended_at = ?, outcome = 'unknown', code = ? WHERE ended_at IS NULL`)
        .run(now, interruptedReason)
      for (const { id, deliveryId, lineId, startedAt } of open) {
        const claimed = { id, deliveryId, state: 'claimed', move: 'lose' } as const
        if (!moveMessage(ledger, claimed, { at: now, reason: interruptedReason })) continue
        applyEarlyReceipts(ledger, lineId, startedAt)
        applyOpenReceipts(ledger, lineId, startedAt)
      }
      return open.length
    })
    .immediate()
}
