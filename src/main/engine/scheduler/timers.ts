import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { Activity } from '../../../shared/workflow-document.ts'
import type { FiringMoment } from '../activities/activity-runner.ts'
import { nextFiringsOf, triggersOf } from '../activities/triggers.ts'
import type { EngineContext } from '../context.ts'
import type { Version } from '../workflows/versions.ts'
import { stackOf } from '../stack-of.ts'

/** The timer of one trigger. */
export interface Timer {
  readonly workflowId: number
  readonly activityId: string
  /** Null where it never fires again. */
  readonly dueAt: number | null
  /** When the trigger was started. */
  readonly startedAt: number
  readonly firings: number
  /** The moment for which it fired last, or would have. */
  readonly firedFor: number | null
  readonly timeZone: string
}

const columns = `workflow_id workflowId, activity_id activityId, due_at dueAt, timers.started_at startedAt, firings,
  fired_for firedFor, time_zone timeZone`

/** The timers of a workflow. */
export function readTimers({ workspace }: EngineContext, workflowId: number): Timer[] {
  return workspace.sql
    .prepare(`SELECT ${columns} FROM timers WHERE workflow_id = ?`)
    .all(workflowId) as Timer[]
}

/** Timers of started workflows that are due, in the order in which they fire. */
export function findDueTimers({ workspace, clock }: EngineContext): (Timer & { readonly dueAt: number })[] {
  return workspace.sql
    .prepare(
      `SELECT ${columns} FROM timers JOIN workflows ON workflows.id = workflow_id
       WHERE due_at <= ? AND state = 'started' ORDER BY due_at, workflow_id, activity_id`,
    )
    .all(clock.now()) as (Timer & { readonly dueAt: number })[]
}

/** Keeps what a timer has become. */
export function writeTimer({ workspace }: EngineContext, timer: Timer): void {
  workspace.sql
    .prepare(
      `INSERT OR REPLACE INTO timers
         (workflow_id, activity_id, due_at, started_at, firings, fired_for, time_zone)
       VALUES (@workflowId, @activityId, @dueAt, @startedAt, @firings, @firedFor, @timeZone)`,
    )
    .run(timer)
}

/** Takes all timers of a workflow away. */
export function clearTimers({ workspace }: EngineContext, workflowId: number): void {
  workspace.sql.prepare('DELETE FROM timers WHERE workflow_id = ?').run(workflowId)
}

/** The zone in which a workflow reads the clock. */
export function zoneOf({ clock }: EngineContext, { document }: Version): string {
  return settingsOf(document).timeZone ?? clock.timeZone()
}

/** Gives a workflow that is started now the timers of its triggers. */
export function startTimers(context: EngineContext, version: Version): void {
  clearTimers(context, version.workflowId)
  for (const activity of triggersOf(version.document).byClock) startTimer(context, version, activity)
}

/**
 * Gives a started workflow the timers of a new version: triggers that are gone lose theirs, those that were changed begin
 * anew, all others go on.
 */
export function republishTimers(context: EngineContext, before: Version, version: Version): void {
  const timers = new Map(readTimers(context, version.workflowId).map(timer => [timer.activityId, timer]))
  const triggers = triggersOf(version.document).byClock
  const gone = [...timers.keys()].filter(id => !triggers.some(trigger => trigger.id === id))
  const remove = context.workspace.sql.prepare('DELETE FROM timers WHERE workflow_id = ? AND activity_id = ?')
  for (const id of gone) remove.run(version.workflowId, id)
  for (const activity of triggers) {
    const timer = timers.get(activity.id)
    if (!timer || !isSameTrigger(before, activity)) startTimer(context, version, activity)
    else if (timer.timeZone !== zoneOf(context, version)) rereadTimer(context, version, timer)
  }
}

/** Whether a trigger of a version says the same as it did before. */
export function isSameTrigger(before: Version, { id, settings }: Activity): boolean {
  const earlier = before.document.activities.find(activity => activity.id === id)
  return JSON.stringify(earlier?.settings) === JSON.stringify(settings)
}

function startTimer(context: EngineContext, version: Version, activity: Activity): void {
  const { workflowId } = version
  const now = context.clock.now()
  const timeZone = zoneOf(context, version)
  const moment = { after: now, timeZone, startedAt: now, firings: 0, most: 1 }
  writeTimer(context, {
    workflowId,
    activityId: activity.id,
    dueAt: askNext(context, activity, moment)[0] ?? null,
    startedAt: now,
    firings: 0,
    firedFor: null,
    timeZone,
  })
}

/** So far ahead of the clock a firing may lie and still be taken as done: a clock that is off by a day, in any zone. */
const mostAheadMs = 48 * 3_600_000

/**
 * Computes a timer anew, after the clock or its zone was changed. What has fired for a moment does not fire for it again,
 * unless that lies so far ahead that the clock must have been wrong.
 */
export function rereadTimer(context: EngineContext, version: Version, timer: Timer): void {
  const activity = version.document.activities.find(({ id }) => id === timer.activityId)
  if (!activity) return
  const now = context.clock.now()
  const { firings, firedFor } = timer
  const isBelieved = firedFor !== null && firedFor <= now + mostAheadMs
  const timeZone = zoneOf(context, version)
  const startedAt = Math.min(timer.startedAt, now)
  const after = isBelieved ? Math.max(now, firedFor) : now
  const [dueAt = null] = askNext(context, activity, { after, timeZone, startedAt, firings, most: 1 })
  writeTimer(context, { ...timer, startedAt, dueAt, timeZone })
}

/**
 * When a trigger fires next, so many times at most. One whose settings cannot be read never does: it must not stop the
 * clock of all others.
 */
export function askNext(
  context: EngineContext,
  activity: Activity,
  { most, ...moment }: FiringMoment & { readonly most: number },
): readonly number[] {
  try {
    return nextFiringsOf(activity, moment, most)
  } catch (error) {
    context.log.error('schedule failed', { activity: activity.id, stack: stackOf(error) })
    return []
  }
}
