import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { moveDelivery } from '../deliveries/move-delivery.ts'
import { writeAudit } from '../deliveries/write-audit.ts'

interface WaitingDelivery {
  readonly id: number
  readonly toDeliver: number
}

/** Deliveries of a workflow that are prepared and wait for a person's confirmation, the newest first. */
function findWaiting({ workspace }: EngineContext, workflowId: number): WaitingDelivery[] {
  return workspace.sql
    .prepare(
      `SELECT id, coalesce(preparation ->> '$.toDeliver', 0) toDeliver FROM deliveries
       WHERE workflow_id = ? AND state = 'ready' ORDER BY id DESC`,
    )
    .all(workflowId) as WaitingDelivery[]
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
  const all = findWaiting(context, id)
  const waiting = all.map(delivery => delivery.id)
  // What would reach nobody is given up without a question.
  const [first, ...others] = all.filter(({ toDeliver }) => toDeliver > 0)
  if (first && !discardWaiting) {
    throw new UserError('workflow/delivery-waiting', { name, count: 1 + others.length, deliveryId: first.id })
  }
  for (const each of waiting) {
    moveDelivery(context, { id: each, move: 'stop', set: { finishedAt: context.clock.now(), trouble: null } })
    const data = { startedAgain: id }
    writeAudit(context, { action: 'delivery.stop', subject: `delivery ${each}`, data })
  }
  return waiting
}
