import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { moveDelivery } from '../deliveries/move-delivery.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import type { RunTools } from './run-tools.ts'

interface WaitingDelivery {
  readonly id: number
  /** Not given up without a question; 0 for what would reach nobody. */
  readonly isKept: 0 | 1
}

/** What somebody can still confirm: what is prepared, and what was changed since and can be prepared again. */
const unconfirmed = "state IN ('draft', 'ready')"

/**
 * Deliveries of a workflow that wait for a person, the newest first. How many a draft would reach is not known any more,
 * and what was written there is nowhere else.
 */
function findWaiting({ workspace }: EngineContext, workflowId: number): WaitingDelivery[] {
  return workspace.sql
    .prepare(
      `SELECT id, state = 'draft' OR coalesce(preparation ->> '$.toDeliver', 0) > 0 isKept FROM deliveries
       WHERE workflow_id = ? AND ${unconfirmed} ORDER BY id DESC`,
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
  const [first, ...others] = all.filter(({ isKept }) => isKept === 1)
  if (first && !discardWaiting) {
    throw new UserError('workflow/delivery-waiting', { name, count: 1 + others.length, deliveryId: first.id })
  }
  return giveUp(context, waiting, { startedAgain: id })
}

/**
 * Gives up what a workflow that is being stopped has made and nobody has confirmed: nothing of it leaves any more unless
 * somebody starts it again. What is confirmed is a matter of its own. Belongs into the transaction that stops it.
 */
export function giveUpUnconfirmed({ context, preparations }: RunTools, workflowId: number): void {
  const ids = context.workspace.sql
    .prepare(`SELECT id FROM deliveries WHERE workflow_id = ? AND ${unconfirmed} ORDER BY id`)
    .pluck()
    .all(workflowId) as number[]
  for (const id of giveUp(context, ids, { stoppedWith: workflowId })) preparations.sweep(id)
}

function giveUp(
  context: EngineContext,
  ids: readonly number[],
  data: Readonly<Record<string, number>>,
): number[] {
  const set = { finishedAt: context.clock.now(), trouble: null }
  for (const id of ids) {
    moveDelivery(context, { id, move: 'stop', set })
    writeAudit(context, { action: 'delivery.stop', subject: `delivery ${id}`, data })
  }
  return [...ids]
}
