import type { Database } from 'better-sqlite3'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { Version } from './versions.ts'

/** How the runs of one trigger stand. */
export interface EntryState {
  /** Null for what begins with the start of the workflow. */
  readonly entryId: string | null
  /** The oldest run that waits behind another one, and how many there are. */
  readonly firstQueued: number | null
  readonly queued: number
  /** Runs that are under way. */
  readonly busy: number
}

/**
 * The triggers of a workflow that have runs which are not over. A run that only waits for its moments is not under way: a
 * daily schedule goes on while people of an earlier day wait. One that waits for a person's answer is.
 */
export function readEntries(sql: Database, { workflowId, document }: Version): EntryState[] {
  const asking = document.activities.filter(({ kind }) => definitionOf(kind)?.answers).map(({ id }) => id)
  return sql
    .prepare(
      `SELECT entry_id entryId, min(iif(state = 'queued', id, NULL)) firstQueued,
         CAST(total(state = 'queued') AS INTEGER) queued,
         CAST(total(state = 'failed' OR state = 'running' AND (
           EXISTS (SELECT 1 FROM activity_runs WHERE run_id = runs.id AND (
             hold = 'held' AND state = 'pending' OR state = 'running' AND
               (wake_at IS NULL OR activity_id IN (SELECT value FROM json_each(@asking)))))
           OR NOT EXISTS (SELECT 1 FROM activity_runs WHERE run_id = runs.id AND state = 'running'))) AS INTEGER) busy
       FROM workflow_runs runs
       WHERE workflow_id = @workflowId AND parent_id IS NULL AND state IN ('queued', 'running', 'failed')
       GROUP BY entry_id`,
    )
    .all({ workflowId, asking: JSON.stringify(asking) }) as EntryState[]
}
