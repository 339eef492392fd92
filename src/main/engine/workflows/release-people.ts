import type { EngineContext } from '../context.ts'
import { insertRun } from './insert-run.ts'
import type { RunProgress } from './run-progress.ts'
import type { Version } from './versions.ts'
import { writeLog } from './write-log.ts'

/** People whom an activity lets go on by themselves, by outlet. */
export interface Release {
  readonly version: Version
  readonly progress: RunProgress
  readonly activityId: string
  readonly released: Readonly<Record<string, number>>
}

/**
 * Takes people further in a run of their own, which begins behind the activity that let them go, with what the variables
 * are then. Belongs into the transaction that keeps what the activity remembers.
 * @returns the new run
 */
export function releasePeople(context: EngineContext, release: Release): number {
  const { version, progress, activityId, released } = release
  const { sql } = context.workspace
  const now = context.clock.now()
  const variables = sql
    .prepare('SELECT variables FROM workflow_runs WHERE id = ?')
    .pluck()
    .get(progress.runId) as string
  const runId = insertRun(context, {
    version,
    entry: { kind: 'release', activityId, outlets: Object.keys(released) },
    state: 'running',
    dueAt: now,
    parentId: progress.runId,
    variables: JSON.parse(variables) as RunProgress['variables'],
  })
  sql
    .prepare(
      `INSERT INTO activity_runs (run_id, activity_id, state, started_at, finished_at)
       VALUES (?, ?, 'finished', ?, ?)`,
    )
    .run(runId, activityId, now, now)
  const attach = sql.prepare('INSERT INTO activity_outputs VALUES (?, ?, ?, ?)')
  for (const [outlet, id] of Object.entries(released)) attach.run(runId, activityId, outlet, id)
  const people = sql
    .prepare('SELECT total(count) FROM populations WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(JSON.stringify(Object.values(released))) as number
  const { workflowId } = progress
  writeLog(context, { workflowId, runId, activityId, code: 'activity-let-go', data: { people } })
  return runId
}
