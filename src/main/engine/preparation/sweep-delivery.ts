import type { EngineContext } from '../context.ts'
import { readDeliveryState } from '../deliveries/move-delivery.ts'
import { breathe } from '../people/breathe.ts'
import { clearPrepared } from './clear-prepared.ts'

/** Messages cancelled between two breaths. */
const chunk = 2000

/**
 * Brings the rows of a delivery in line with its state: one that is no longer prepared has no messages and no
 * exclusions, one that was stopped has none queued. Can be cut off and called again at any time.
 */
export async function sweepDelivery(context: EngineContext, id: number, signal: AbortSignal): Promise<void> {
  const isUnprepared = () => !signal.aborted && ['draft', 'failed'].includes(readDeliveryState(context, id))
  await clearPrepared(context.workspace.sql, id, isUnprepared)
  await cancelQueued(context, id, signal)
}

/** Deliveries that `sweepDelivery` has something to do for. */
export function findUnswept({ workspace }: EngineContext): number[] {
  return workspace.sql
    .prepare(
      `SELECT id FROM deliveries WHERE state IN ('draft', 'failed') AND (
         EXISTS (SELECT 1 FROM messages WHERE delivery_id = deliveries.id)
         OR EXISTS (SELECT 1 FROM exclusions WHERE delivery_id = deliveries.id))
       OR state = 'stopped' AND EXISTS
         (SELECT 1 FROM messages WHERE delivery_id = deliveries.id AND state = 'queued')`,
    )
    .pluck()
    .all() as number[]
}

async function cancelQueued(context: EngineContext, id: number, signal: AbortSignal): Promise<void> {
  const { sql } = context.workspace
  const update = sql.prepare(
    `UPDATE messages SET state = 'cancelled', settled_at = @now, changed_at = @now WHERE state = 'queued' AND id IN
       (SELECT id FROM messages WHERE delivery_id = @id AND state = 'queued' LIMIT ${chunk})`,
  )
  const cancel = sql.transaction(() => {
    if (signal.aborted || readDeliveryState(context, id) !== 'stopped') return 0
    return update.run({ id, now: context.clock.now() }).changes
  })
  while (cancel.immediate() > 0) await breathe()
}
