import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import { targetOf, type MoveOf } from '../../../shared/lifecycles/define-lifecycle.ts'
import {
  activityRunLife,
  workflowRunLife,
  type ActivityRunState,
  type WorkflowRunState,
} from '../../../shared/lifecycles/workflow-run.ts'

/** Tells every client that a run looks different. */
export function announceRun(context: EngineContext, runId: number): void {
  const workflowId = context.workspace.sql
    .prepare('SELECT workflow_id FROM workflow_runs WHERE id = ?')
    .pluck()
    .get(runId) as number | undefined
  if (workflowId !== undefined) context.publish('workflow.run-changed', { workflowId, runId })
}

/** Moves a run along its lifecycle with one guarded update; answers whether it was moved. */
export function moveRun(
  context: EngineContext,
  runId: number,
  move: MoveOf<typeof workflowRunLife>,
): boolean {
  const { sql } = context.workspace
  const from = sql.prepare('SELECT state FROM workflow_runs WHERE id = ?').pluck().get(runId) as
    | WorkflowRunState
    | undefined
  const to = from && targetOf(workflowRunLife, from, move)
  if (!to) return false
  const finishedAt = to === 'running' ? null : context.clock.now()
  const { changes } = sql
    .prepare('UPDATE workflow_runs SET state = ?, finished_at = ? WHERE id = ? AND state = ?')
    .run(to, finishedAt, runId, from)
  if (changes === 1) announceRun(context, runId)
  return changes === 1
}

/** One activity of a run and where it goes. */
export interface ActivityMove {
  readonly runId: number
  readonly activityId: string
  readonly move: MoveOf<typeof activityRunLife>
  readonly error?: Trouble
}

/** Moves an activity within its run; answers whether it was moved. */
export function moveActivity(
  context: EngineContext,
  { runId, activityId, move, error }: ActivityMove,
): boolean {
  const { sql } = context.workspace
  const from = sql
    .prepare('SELECT state FROM activity_runs WHERE run_id = ? AND activity_id = ?')
    .pluck()
    .get(runId, activityId) as ActivityRunState | undefined
  const to = from && targetOf(activityRunLife, from, move)
  if (!to) return false
  const { changes } = sql
    .prepare(
      'UPDATE activity_runs SET state = ?, error = ? WHERE run_id = ? AND activity_id = ? AND state = ?',
    )
    .run(to, error ? JSON.stringify(error) : null, runId, activityId, from)
  if (changes === 1) announceRun(context, runId)
  return changes === 1
}
