import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { moveDelivery } from '../deliveries/move-delivery.ts'
import { writeAudit } from '../deliveries/write-audit.ts'

/** Deliveries of a workflow that are prepared and wait for a person's confirmation, the newest first. */
function findWaiting({ workspace }: EngineContext, workflowId: number): number[] {
  return workspace.sql
    .prepare("SELECT id FROM deliveries WHERE workflow_id = ? AND state = 'ready' ORDER BY id DESC")
    .pluck()
    .all(workflowId) as number[]
}

/**
 * Makes sure that a new run is the only one with something to confirm: two identical deliveries would each text everyone.
 * Belongs into the transaction that starts the run.
 * @returns the deliveries that were stopped; their messages are still to be swept
 * @throws UserError `workflow/delivery-waiting` when there are any and they are not to be discarded
 */
export function clearWaiting(
  context: EngineContext,
  { id, name, discardWaiting }: { id: number; name: string; discardWaiting: boolean },
): number[] {
  const waiting = findWaiting(context, id)
  const [deliveryId] = waiting
  if (deliveryId === undefined) return []
  if (!discardWaiting) {
    throw new UserError('workflow/delivery-waiting', { name, count: waiting.length, deliveryId })
  }
  for (const each of waiting) {
    moveDelivery(context, { id: each, move: 'stop', set: { finishedAt: context.clock.now(), trouble: null } })
    const data = { startedAgain: id }
    writeAudit(context, { action: 'delivery.stop', subject: `delivery ${each}`, data })
  }
  return waiting
}
