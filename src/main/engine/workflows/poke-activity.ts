import { UserError } from '../../../shared/errors.ts'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { Activity } from '../../../shared/workflow-document.ts'
import { triggersOf } from '../activities/triggers.ts'
import type { EngineContext } from '../context.ts'
import { readTimers, writeTimer } from '../scheduler/timers.ts'
import { fireTrigger } from './fire-trigger.ts'
import { readWorkflowState } from './read-workflow.ts'
import { findNewestVersion, readVersion } from './versions.ts'
import { writeLog } from './write-log.ts'

/** An activity of a run. */
export interface RunPlace {
  readonly runId: number
  readonly activityId: string
}

/**
 * Lets people through an activity that is held.
 * @throws UserError `workflow/nothing-waits`, `workflow/run-not-found`
 */
export function releaseHeld(context: EngineContext, { runId, activityId }: RunPlace): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    const { workflowId } = readPlace(context, { runId, activityId })
    const { changes } = sql
      .prepare(
        `UPDATE activity_runs SET hold = 'released'
         WHERE run_id = ? AND activity_id = ? AND hold = 'held' AND state = 'pending'`,
      )
      .run(runId, activityId)
    if (changes === 0) throw new UserError('workflow/nothing-waits')
    writeLog(context, { workflowId, runId, activityId, code: 'activity-released' })
  })()
}

/**
 * Answers an activity that waits for a person; the first answer holds.
 * @throws UserError `workflow/nothing-waits`, `workflow/no-such-answer`, `workflow/run-not-found`
 */
export function answerActivity(
  context: EngineContext,
  { runId, activityId, answer }: RunPlace & { readonly answer: string },
): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    const { workflowId, activity } = readPlace(context, { runId, activityId })
    const answers = activity && definitionOf(activity.kind)?.answers?.(activity.settings)
    const chosen = answers?.find(({ id }) => id === answer)
    if (!chosen) throw new UserError('workflow/no-such-answer')
    const { changes } = sql
      .prepare(
        `UPDATE activity_runs SET memory = json_set(memory, '$.answer', @answer), wake_at = NULL,
           pokes = pokes + 1
         WHERE run_id = @runId AND activity_id = @activityId AND state = 'running'
           AND memory ->> '$.answer' IS NULL`,
      )
      .run({ runId, activityId, answer })
    if (changes === 0) throw new UserError('workflow/nothing-waits')
    const data = { answer: chosen.label || chosen.id }
    writeLog(context, { workflowId, runId, activityId, code: 'activity-answered', data })
  })()
}

/** What is to be executed now although its moment has not come. */
export interface Hurry {
  readonly id: number
  readonly activityId: string
  /** Only in this run and its children. */
  readonly runId?: number | undefined
}

/**
 * Fires a schedule, or ends a wait, at once (FC-04). The next firing stays where it is.
 * @returns the runs that can be executed now
 * @throws UserError `workflow/not-started`, `workflow/nothing-waits`, `workflow/run-under-way`, `workflow/not-found`
 */
export function hurryActivity(context: EngineContext, hurry: Hurry): number[] {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const { name, state } = readWorkflowState(sql, hurry.id)
    if (state !== 'started') throw new UserError('workflow/not-started', { name })
    return fireNow(context, hurry, name) ?? endWaits(context, hurry)
  })()
}

function fireNow(context: EngineContext, { id, activityId }: Hurry, name: string): number[] | undefined {
  const version = findNewestVersion(context.workspace.sql, id)
  const trigger = version && triggersOf(version.document).byClock.find(each => each.id === activityId)
  if (!version || !trigger) return undefined
  writeLog(context, { workflowId: id, activityId, code: 'activity-hurried' })
  const fired = fireTrigger(context, { version, activity: trigger, dueAt: context.clock.now() })
  if (!fired) throw new UserError('workflow/run-under-way', { name })
  const timer = readTimers(context, id).find(each => each.activityId === activityId)
  if (timer) writeTimer(context, { ...timer, firings: timer.firings + 1 })
  return fired.state === 'running' ? [fired.runId] : []
}

function endWaits(context: EngineContext, { id, activityId, runId }: Hurry): number[] {
  const runIds = context.workspace.sql
    .prepare(
      `UPDATE activity_runs SET is_hurried = 1, wake_at = NULL, pokes = pokes + 1
       WHERE activity_id = @activityId AND state = 'running' AND wake_at IS NOT NULL AND run_id IN (
         SELECT id FROM workflow_runs WHERE workflow_id = @id AND state = 'running'
           AND (@runId IS NULL OR id = @runId OR parent_id = @runId))
       RETURNING run_id`,
    )
    .pluck()
    .all({ id, activityId, runId: runId ?? null }) as number[]
  if (runIds.length === 0) throw new UserError('workflow/nothing-waits')
  for (const each of runIds) {
    writeLog(context, { workflowId: id, runId: each, activityId, code: 'activity-hurried' })
  }
  return runIds
}

function readPlace(
  { workspace: { sql } }: EngineContext,
  { runId, activityId }: RunPlace,
): { readonly workflowId: number; readonly activity: Activity | undefined } {
  const versionId = sql.prepare('SELECT version_id FROM workflow_runs WHERE id = ?').pluck().get(runId)
  if (typeof versionId !== 'number') throw new UserError('workflow/run-not-found')
  const { workflowId, document } = readVersion(sql, versionId)
  return { workflowId, activity: document.activities.find(({ id }) => id === activityId) }
}
