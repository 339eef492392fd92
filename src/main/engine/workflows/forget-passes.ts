import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import { endsOfPeople, stretchesOf } from '../populations/stretches.ts'

/** Runs of a workflow that were stopped before anybody was texted: who was in them has not passed. */
export function findVoidRuns(sql: Database, workflowId: number): number[] {
  return sql
    .prepare(
      `SELECT id FROM workflow_runs runs WHERE workflow_id = ? AND state = 'stopped'
         AND NOT EXISTS (SELECT 1 FROM workflow_runs children WHERE children.parent_id = runs.id)
         AND NOT EXISTS (SELECT 1 FROM deliveries WHERE run_id = runs.id AND confirmed_at IS NOT NULL)`,
    )
    .pluck()
    .all(workflowId) as number[]
}

/** Forgets who was in a run that does not count, before the run itself is removed: nobody could tell then. */
export async function forgetVoidPasses(
  { workspace: { sql } }: EngineContext,
  given: { readonly workflowId: number; readonly runId: number; readonly signal: AbortSignal },
): Promise<void> {
  const { workflowId, runId, signal } = given
  if (!findVoidRuns(sql, workflowId).includes(runId)) return
  const forget = sql.prepare(
    `DELETE FROM workflow_passes WHERE workflow_id = ? AND person_id BETWEEN ? AND ? AND run_id = ?`,
  )
  for await (const { first, last } of stretchesOf(endsOfPeople(sql), signal)) {
    forget.run(workflowId, first, last, runId)
  }
}
