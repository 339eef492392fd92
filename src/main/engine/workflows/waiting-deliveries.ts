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

/**
 * What somebody can still confirm: what is prepared, what was changed since and can be prepared again, and what is just being
 * prepared again. What a run that is not over prepares is a matter of that run.
 */
const unconfirmed = `(state IN ('draft', 'ready') OR state = 'preparing' AND coalesce(run_id, 0) NOT IN
  (SELECT id FROM workflow_runs WHERE state IN ('queued', 'running', 'failed')))`

/**
 * Deliveries of a workflow that wait for a person, the newest first. How many would be reached by what is not prepared is not
 * known any more, and what was written there is nowhere else.
 */
function findWaiting({ workspace }: EngineContext, workflowId: number): WaitingDelivery[] {
  return workspace.sql
    .prepare(
      `SELECT id, state <> 'ready' OR coalesce(preparation ->> '$.toDeliver', 0) > 0 isKept FROM deliveries
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
  tools: RunTools,
  { id, name, discardWaiting }: { id: number; name: string; discardWaiting: boolean },
): number[] {
  const all = findWaiting(tools.context, id)
  const waiting = all.map(delivery => delivery.id)
  const [first, ...others] = all.filter(({ isKept }) => isKept === 1)
  if (first && !discardWaiting) {
    throw new UserError('workflow/delivery-waiting', { name, count: 1 + others.length, deliveryId: first.id })
  }
  return giveUp(tools, waiting, { startedAgain: id })
}

/**
 * Gives up what a workflow that is being stopped has made and nobody has confirmed: nothing of it leaves any more unless
 * somebody starts it again. What is confirmed is a matter of its own. Belongs into the transaction that stops it.
 */
export function giveUpUnconfirmed(tools: RunTools, workflowId: number): void {
  const ids = tools.context.workspace.sql
    .prepare(`SELECT id FROM deliveries WHERE workflow_id = ? AND ${unconfirmed} ORDER BY id`)
    .pluck()
    .all(workflowId) as number[]
  for (const id of giveUp(tools, ids, { stoppedWith: workflowId })) tools.preparations.sweep(id)
}

function giveUp(
  { context, preparations }: RunTools,
  ids: readonly number[],
  data: Readonly<Record<string, number>>,
): number[] {
  const set = { finishedAt: context.clock.now(), trouble: null }
  const isPreparing = context.workspace.sql.prepare(
    "SELECT 1 FROM deliveries WHERE id = ? AND state = 'preparing'",
  )
  for (const id of ids) {
    if (isPreparing.get(id)) preparations.cancel(id)
    moveDelivery(context, { id, move: 'stop', set })
    writeAudit(context, { action: 'delivery.stop', subject: `delivery ${id}`, data })
  }
  return [...ids]
}
