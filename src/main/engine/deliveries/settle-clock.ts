import type { EngineContext } from '../context.ts'
import { heldUntil } from '../delivery-tests/held-until.ts'

/**
 * Notices, each time that it is asked, that the clock was set back behind what was sent, also while nobody looked, and counts
 * anew from now what is put off by a time: the next wave, another attempt, the choice of a text. Without it a clock that was
 * a day ahead would put them off by a day. What is meant for a moment of the calendar stays as it is.
 * @returns what answers whether it was set back
 */
export function watchSetBack(context: EngineContext): () => boolean {
  let seenAt: number | undefined
  return () => {
    const now = context.clock.now()
    const before = seenAt ?? lastAttemptAt(context)
    if (now < before) for (const id of findUnderWay(context)) settleDelivery(context, id, now)
    seenAt = now
    return now < before
  }
}

function lastAttemptAt({ workspace }: EngineContext): number {
  const select = 'SELECT started_at FROM attempts ORDER BY id DESC LIMIT 1'
  return (workspace.sql.prepare(select).pluck().get() as number | undefined) ?? 0
}

function findUnderWay({ workspace }: EngineContext): number[] {
  const select = "SELECT id FROM deliveries WHERE state IN ('sending', 'paused') ORDER BY id"
  return workspace.sql.prepare(select).pluck().all() as number[]
}

/** Of messages that wait for a date of their person none is looked through: there may be a million of them. */
const retries = `UPDATE messages SET next_attempt_at = @now + max(0, next_attempt_at - changed_at), changed_at = @now
  WHERE id IN (SELECT id FROM messages INDEXED BY messages_retry WHERE delivery_id = @id AND state = 'queued'
    AND next_attempt_at > 0 AND next_attempt_at > @now AND next_attempt_at < @heldUntil AND changed_at > @now
    AND EXISTS (SELECT 1 FROM attempts WHERE message_id = messages.id))
  AND (SELECT settings ->> '$.timing.start.kind' FROM deliveries WHERE id = @id) IS NOT 'person'`
const waves = 'UPDATE delivery_waves SET begun_at = @now WHERE delivery_id = @id AND begun_at > @now'
const tests =
  'UPDATE delivery_tests SET sent_at = @now WHERE delivery_id = @id AND winner IS NULL AND sent_at > @now'

function settleDelivery({ workspace, publish }: EngineContext, id: number, now: number): void {
  const { sql } = workspace
  const moved = sql.transaction(() => {
    const changed = [waves, tests].map(update => sql.prepare(update).run({ id, now }).changes)
    const waiting = sql.prepare(retries).run({ id, now, heldUntil }).changes
    const all = changed.reduce((sum, changes) => sum + changes, waiting)
    if (all > 0) noteSetBack(sql, id, now)
    return all
  })
  if (moved.immediate() > 0) publish('delivery.changed', { id })
}

function noteSetBack(sql: EngineContext['workspace']['sql'], id: number, now: number): void {
  const insert =
    "INSERT INTO delivery_moves (delivery_id, at, move, data) VALUES (?, ?, 'clock-set-back', '{}')"
  sql.prepare(insert).run(id, now)
}
