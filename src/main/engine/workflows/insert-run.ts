import type { Variables } from '../activities/activity-runner.ts'
import type { EngineContext } from '../context.ts'
import { scopeOf, type RunEntry } from '../../../shared/workflow/run-scope.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { Version } from './versions.ts'

/** A run that is to be executed; `variables` come on top of those that the workflow declares. */
export interface NewRun {
  readonly version: Version
  readonly entry: RunEntry
  readonly state: 'running' | 'queued'
  readonly dueAt: number
  readonly parentId?: number
  readonly variables?: Variables
}

/** Writes a run with a task for each activity that it executes. Belongs into the transaction of what makes it. */
export function insertRun({ workspace, clock }: EngineContext, run: NewRun): number {
  const { sql } = workspace
  const { version, entry, state, dueAt, parentId = null } = run
  const declared = settingsOf(version.document).variables.map(({ name, value }) => [name, value])
  const { lastInsertRowid } = sql
    .prepare(
      `INSERT INTO workflow_runs (workflow_id, version_id, parent_id, entry_id, state, due_at, started_at, variables)
       VALUES (@workflowId, @versionId, @parentId, @entryId, @state, @dueAt, @startedAt, @variables)`,
    )
    .run({
      workflowId: version.workflowId,
      versionId: version.id,
      parentId,
      entryId: entry.kind === 'start' ? null : entry.activityId,
      state,
      dueAt,
      startedAt: state === 'running' ? clock.now() : null,
      variables: JSON.stringify({ ...Object.fromEntries(declared), ...run.variables }),
    })
  const runId = Number(lastInsertRowid)
  const insert = sql.prepare('INSERT INTO activity_runs (run_id, activity_id) VALUES (?, ?)')
  for (const activityId of scopeOf(version.document, entry)) insert.run(runId, activityId)
  return runId
}
