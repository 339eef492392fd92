import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { endsOfPeople, stretchesOf } from '../populations/stretches.ts'

const hasSent = `has_sent OR EXISTS (SELECT 1 FROM deliveries WHERE run_id = runs.id AND confirmed_at IS NOT NULL)`

/**
 * Runs of a workflow that were stopped before anybody was texted, in them or in the runs of people who went on by
 * themselves: who was in them has not passed.
 */
export function findVoidRuns(sql: Database, workflowId: number): number[] {
  return sql
    .prepare(
      `WITH RECURSIVE sent (id, parent_id) AS (
         SELECT id, parent_id FROM workflow_runs runs WHERE workflow_id = @workflowId AND (${hasSent})
         UNION SELECT runs.id, runs.parent_id FROM workflow_runs runs JOIN sent ON runs.id = sent.parent_id)
       SELECT id FROM workflow_runs WHERE workflow_id = @workflowId AND state = 'stopped'
         AND id NOT IN (SELECT id FROM sent)`,
    )
    .pluck()
    .all({ workflowId }) as number[]
}

/** Keeps with the run that a run comes from, before that one is removed, that something was sent. */
export function keepSent({ workspace: { sql } }: EngineContext, runId: number): void {
  sql
    .prepare(
      `UPDATE workflow_runs SET has_sent = 1
       WHERE id IN (SELECT parent_id FROM workflow_runs runs WHERE id = @runId AND (${hasSent}))`,
    )
    .run({ runId })
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

/** So many passes are removed between two breaths. */
const chunk = 5000

/** Removes the passes of workflows that are gone. */
export async function forgetOrphans(
  { workspace: { sql } }: EngineContext,
  signal: AbortSignal,
): Promise<void> {
  const next = sql.prepare('SELECT min(workflow_id) FROM workflow_passes WHERE workflow_id > ?').pluck()
  const exists = sql.prepare('SELECT 1 FROM workflows WHERE id = ?')
  const forget = sql.prepare(
    `DELETE FROM workflow_passes WHERE workflow_id = @id AND person_id IN (
       SELECT person_id FROM workflow_passes WHERE workflow_id = @id LIMIT ${chunk})`,
  )
  for (let id = next.get(0); typeof id === 'number'; id = next.get(id)) {
    if (exists.get(id)) continue
    while (!signal.aborted && forget.run({ id }).changes > 0) await breathe()
    if (signal.aborted) return
  }
}
