import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { heldUntil } from './held-until.ts'
import type { TestRow } from './test-row.ts'

/** Messages released between two breaths. */
const chunk = 1000

/**
 * Gives the text that was chosen to everybody who is held back, piece by piece, and lets them go: from then on they are
 * messages like any other. Can be cut off and called again at any time.
 * @param released is told after each piece
 */
export async function releaseHeld(
  { workspace: { sql }, clock }: EngineContext,
  { deliveryId, winner }: TestRow,
  { signal, released }: { readonly signal: AbortSignal; readonly released: () => void },
): Promise<void> {
  const find = sql
    .prepare(
      `SELECT id FROM messages INDEXED BY messages_retry WHERE delivery_id = ? AND state = 'queued'
         AND next_attempt_at > 0 AND next_attempt_at = ?
         AND EXISTS (SELECT 1 FROM deliveries WHERE id = delivery_id AND state IN ('sending', 'paused')) LIMIT ${chunk}`,
    )
    .pluck()
  const release = sql.prepare(
    `UPDATE messages SET text = held.text, encoding = held.encoding, parts = held.parts, variant = held.variant,
       next_attempt_at = held.due_at, changed_at = @now
     FROM held_texts held WHERE messages.id IN (SELECT value FROM json_each(@ids)) AND held.message_id = messages.id
       AND held.test = @winner`,
  )
  const forget = sql.prepare('DELETE FROM held_texts WHERE message_id IN (SELECT value FROM json_each(?))')
  const releasePiece = sql.transaction(() => {
    const found = find.all(deliveryId, heldUntil)
    if (found.length === 0) return 0
    const ids = JSON.stringify(found)
    const { changes } = release.run({ ids, winner, now: clock.now() })
    if (changes !== found.length) throw new Error(`${changes} texts for ${found.length} messages held back`)
    forget.run(ids)
    return changes
  })
  while (!signal.aborted && releasePiece.immediate() > 0) {
    released()
    await breathe()
  }
}
