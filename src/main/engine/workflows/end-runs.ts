import { moveActivity, moveRun } from './move-run.ts'
import type { RunTools } from './run-tools.ts'

/**
 * Ends runs for good: what has not been executed never will be, and preparations that they began are cut off. What
 * is prepared is for whoever ends them to decide on. Belongs into a transaction.
 * @returns those that were still open
 */
export function endRuns(tools: RunTools, runIds: readonly number[]): number[] {
  const { context } = tools
  const ended = runIds.filter(runId => moveRun(context, runId, 'stop'))
  for (const runId of ended) skipOpen(tools, runId)
  return ended
}

/** Skips whatever of a run is still under way, and cuts off the preparations that it began. */
export function skipOpen({ context, preparations }: RunTools, runId: number): void {
  const { sql } = context.workspace
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
}

/** Runs of a workflow that are not over. */
export function findOpenRuns({ context }: RunTools, workflowId: number): number[] {
  return context.workspace.sql
    .prepare(
      `SELECT id FROM workflow_runs
       WHERE workflow_id = ? AND state IN ('queued', 'running', 'failed') ORDER BY id`,
    )
    .pluck()
    .all(workflowId) as number[]
}
