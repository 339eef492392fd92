import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { EngineContext } from '../context.ts'
import { finishIfDone } from '../workflows/finish-workflow.ts'
import { fireTrigger } from '../workflows/fire-trigger.ts'
import { findNewestVersion } from '../workflows/versions.ts'
import { writeLog } from '../workflows/write-log.ts'
import { settleDue, type Due } from './settle-due.ts'
import { askNext, findDueTimers, writeTimer, zoneOf } from './timers.ts'

/**
 * Fires everything that is due: the runs of a timer and its next moment are one transaction, so that a firing happens once
 * whatever is cut off. What came due while nothing could fire is made up for as the workflow says.
 * @returns the runs that can be executed now
 */
export function fireDue(context: EngineContext): number[] {
  const { sql } = context.workspace
  const begun: number[] = []
  for (let round = 0, due = findDueTimers(context); due.length > 0 && round < mostRounds; round += 1) {
    for (const timer of due) begun.push(...sql.transaction(() => fireTimer(context, timer))())
    due = findDueTimers(context)
  }
  return begun
}

/** A schedule that is due again at once, so many times in a row, waits for the next look. */
const mostRounds = 100

function fireTimer(context: EngineContext, timer: Due['timer']): number[] {
  const { workflowId, activityId, startedAt } = timer
  const version = findNewestVersion(context.workspace.sql, workflowId)
  const activity = version?.document.activities.find(({ id }) => id === activityId)
  if (!version || !activity) {
    writeTimer(context, { ...timer, dueAt: null })
    return []
  }
  const timeZone = zoneOf(context, version)
  const settled = settleDue({
    timer,
    now: context.clock.now(),
    policy: settingsOf(version.document).missed,
    next: (after, firings, most) => askNext(context, activity, { after, timeZone, startedAt, firings, most }),
  })
  writeTimer(context, settled.timer)
  const { missed, leftOut } = settled
  const place = { workflowId, activityId }
  const count = missed - settled.firings.length
  if (missed > 0) writeLog(context, { ...place, code: 'firings-missed', data: { missed, count } })
  if (leftOut > 0) writeLog(context, { ...place, code: 'firings-left-out', data: { count: leftOut } })
  const fired = settled.firings.flatMap(dueAt => {
    return fireTrigger(context, { version, activity, dueAt, isOwed: settled.firings.length > 1 }) ?? []
  })
  if (settled.timer.dueAt === null) finishIfDone(context, workflowId)
  context.publish('workflows.changed', { id: workflowId })
  return fired.filter(({ state }) => state === 'running').map(({ runId }) => runId)
}
