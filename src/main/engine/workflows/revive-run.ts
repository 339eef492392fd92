import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import { moveActivity, moveRun } from './move-run.ts'
import { moveWorkflow } from './move-workflow.ts'

const mended: readonly DeliveryState[] = ['ready', 'scheduled', 'sending', 'paused', 'finished']

interface Place {
  readonly state: DeliveryState
  readonly runId: number
  readonly activityId: string
}

/**
 * Looks at the run of a delivery that has changed. Where its activity had failed and it was mended since, the run goes on
 * from there, and so does the workflow if nothing else in it has failed.
 * @returns the run that may now get further, if there is one
 */
export function reviveRun(context: EngineContext, deliveryId: number): number | undefined {
  const { sql } = context.workspace
  const found = sql
    .prepare(
      'SELECT state, run_id runId, activity_id activityId FROM deliveries WHERE id = ? AND run_id IS NOT NULL',
    )
    .get(deliveryId) as Place | undefined
  if (!found) return undefined
  sql.transaction(() => {
    sql
      .prepare(
        `UPDATE activity_runs SET wake_at = NULL, pokes = pokes + 1
         WHERE run_id = @runId AND activity_id = @activityId AND state = 'running'`,
      )
      .run({ runId: found.runId, activityId: found.activityId })
    if (mended.includes(found.state)) retry(context, found)
  })()
  return found.runId
}

function retry(context: EngineContext, { runId, activityId }: Place): void {
  const { sql } = context.workspace
  const isOpen = sql.prepare("SELECT 1 FROM workflow_runs WHERE id = ? AND state = 'failed'").get(runId)
  if (!isOpen || !moveActivity(context, { runId, activityId, move: 'retry' })) return
  const others = sql
    .prepare("SELECT 1 FROM activity_runs WHERE run_id = ? AND state = 'failed' AND is_ignored = 0")
    .get(runId)
  if (others || !moveRun(context, runId, 'resume')) return
  const workflowId = sql.prepare('SELECT workflow_id FROM workflow_runs WHERE id = ?').pluck().get(runId)
  const failed = sql
    .prepare("SELECT 1 FROM workflow_runs WHERE workflow_id = ? AND state = 'failed'")
    .get(workflowId)
  const state = sql.prepare('SELECT state FROM workflows WHERE id = ?').pluck().get(workflowId)
  if (!failed && state === 'failed') moveWorkflow(context, Number(workflowId), 'resume')
}
