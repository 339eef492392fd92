import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import { targetOf } from '../../../shared/lifecycles/define-lifecycle.ts'
import {
  activityRunLife,
  workflowRunLife,
  type ActivityRunMove,
  type ActivityRunState,
  type WorkflowRunMove,
  type WorkflowRunState,
} from '../../../shared/lifecycles/workflow-run.ts'

/** Moves a run along its lifecycle with one guarded update; answers whether it was moved. */
export function moveRun(context: EngineContext, runId: number, move: WorkflowRunMove): boolean {
  const { sql } = context.workspace
  const from = sql.prepare('SELECT state FROM workflow_runs WHERE id = ?').pluck().get(runId) as
    | WorkflowRunState
    | undefined
  const to = from && targetOf(workflowRunLife, from, move)
  if (!to) return false
  const { changes } = sql
    .prepare(
      `UPDATE workflow_runs SET state = @to, finished_at = iif(@to = 'running', NULL, @now),
         started_at = coalesce(started_at, iif(@to = 'running', @now, NULL))
       WHERE id = @runId AND state = @from`,
    )
    .run({ to, from, runId, now: context.clock.now() })
  return changes === 1
}

/** One activity of a run and where it goes. */
export interface ActivityMove {
  readonly runId: number
  readonly activityId: string
  readonly move: ActivityRunMove
  readonly error?: Trouble
  /** The failure ends its branch alone. */
  readonly isIgnored?: boolean
}

/** Moves an activity within its run; answers whether it was moved. It waits for nothing then. */
export function moveActivity(context: EngineContext, given: ActivityMove): boolean {
  const { sql } = context.workspace
  const { runId, activityId, move, error, isIgnored = false } = given
  const from = sql
    .prepare('SELECT state FROM activity_runs WHERE run_id = ? AND activity_id = ?')
    .pluck()
    .get(runId, activityId) as ActivityRunState | undefined
  const to = from && targetOf(activityRunLife, from, move)
  if (!to) return false
  const { changes } = sql
    .prepare(
      `UPDATE activity_runs SET state = @to, error = @error, is_ignored = @isIgnored, wake_at = NULL,
         is_hurried = 0, started_at = iif(@to = 'running', coalesce(started_at, @now), started_at),
         finished_at = iif(@to = 'running', NULL, @now)
       WHERE run_id = @runId AND activity_id = @activityId AND state = @from`,
    )
    .run({
      to,
      from,
      runId,
      activityId,
      error: error ? JSON.stringify(error) : null,
      isIgnored: Number(isIgnored),
      now: context.clock.now(),
    })
  return changes === 1
}
