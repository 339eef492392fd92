import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { removeMembers } from './discard-populations.ts'
import { findNewestVersion } from './versions.ts'

/**
 * Decides whose members are kept no longer, now that a run of a workflow is over: those of earlier runs, and of this one
 * too where the workflow says so (TR-04). Their counts stay. Runs of which a part is still under way, and the people of
 * deliveries, are not touched. Belongs into the transaction that ends the run.
 */
export function letPeopleGo({ workspace: { sql } }: EngineContext, workflowId: number): void {
  const version = findNewestVersion(sql, workflowId)
  const keepsLast = version !== undefined && settingsOf(version.document).keepsPeople
  sql
    .prepare(
      `WITH RECURSIVE tree (root, id, state) AS (
         SELECT id, id, state FROM workflow_runs WHERE workflow_id = @workflowId AND parent_id IS NULL
         UNION ALL
         SELECT root, runs.id, runs.state FROM workflow_runs runs JOIN tree ON runs.parent_id = tree.id),
       open AS (SELECT root FROM tree WHERE state IN ('queued', 'running', 'failed')),
       kept AS (
         SELECT id FROM tree WHERE root IN open
         UNION ALL SELECT id FROM tree WHERE @keepsLast AND root = (
           SELECT max(root) FROM tree WHERE state <> 'queued'))
       UPDATE populations SET members = 'leaving' WHERE members = 'kept'
         AND id IN (SELECT population_id FROM activity_outputs WHERE run_id IN (SELECT id FROM tree))
         AND id NOT IN (SELECT population_id FROM activity_outputs WHERE run_id IN (SELECT id FROM kept))
         AND id NOT IN (SELECT population_id FROM deliveries)`,
    )
    .run({ workflowId, keepsLast: Number(keepsLast) })
}

/** Removes the members of populations that are kept no longer, breathing between them. */
export async function removeLetGo({ workspace: { sql } }: EngineContext, signal: AbortSignal): Promise<void> {
  const ids = sql.prepare("SELECT id FROM populations WHERE members = 'leaving'").pluck().all() as number[]
  for (const id of ids) {
    await removeMembers(sql, id, signal)
    if (signal.aborted) return
    sql.prepare("UPDATE populations SET members = 'gone' WHERE id = ?").run(id)
    await breathe()
  }
}
