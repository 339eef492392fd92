import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { moveActivity, moveRun } from './move-run.ts'

/**
 * Ends a run for good: what has not been executed never will be, and preparations that it began are cut off. Deliveries
 * that are already prepared stay as they are; each can still be confirmed or stopped by itself.
 */
export function stopRun(context: EngineContext, preparations: Preparations, runId: number): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    if (!moveRun(context, runId, 'stop')) return
    const open = sql
      .prepare("SELECT activity_id FROM activity_runs WHERE run_id = ? AND state IN ('pending', 'running')")
      .pluck()
      .all(runId) as string[]
    for (const activityId of open) moveActivity(context, { runId, activityId, move: 'skip' })
    const preparing = sql
      .prepare("SELECT id FROM deliveries WHERE run_id = ? AND state = 'preparing'")
      .pluck()
      .all(runId) as number[]
    preparing.forEach(id => preparations.cancel(id))
  })()
}

const mended: readonly DeliveryState[] = ['ready', 'sending', 'paused', 'finished']

/**
 * Looks at the run of a delivery that has changed. Where the activity had failed and the delivery was mended since, the
 * run goes on from there.
 * @returns the run that may now get further, if there is one
 */
export function reviveRun(context: EngineContext, deliveryId: number): number | undefined {
  const { sql } = context.workspace
  const found = sql
    .prepare(
      'SELECT state, run_id runId, activity_id activityId FROM deliveries WHERE id = ? AND run_id IS NOT NULL',
    )
    .get(deliveryId) as { state: DeliveryState; runId: number; activityId: string } | undefined
  if (!found) return undefined
  const { state, runId, activityId } = found
  if (mended.includes(state)) {
    sql.transaction(() => {
      const isRetried = moveActivity(context, { runId, activityId, move: 'retry' })
      if (isRetried) moveRun(context, runId, 'resume')
    })()
  }
  return runId
}
