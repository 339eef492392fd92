import type { CalendarEntry } from '../../../shared/contract/calendar.ts'
import type { EngineContext } from '../context.ts'
import { askNext, readTimers, type Timer } from '../scheduler/timers.ts'
import { findNewestVersion, type Version } from '../workflows/versions.ts'
import type { CalendarSpan } from './find-deliveries.ts'

type Firing = Extract<CalendarEntry, { kind: 'firing' }>

/** No more firings of one schedule are told. */
const mostFirings = 100

/** The firings of all started workflows within a span; `isCut` where a schedule has more of them than are told. */
export function findFirings(
  context: EngineContext,
  { from, until }: CalendarSpan,
): { firings: Firing[]; isCut: boolean } {
  const workflows = context.workspace.sql
    .prepare(
      `SELECT id, name FROM workflows WHERE state = 'started'
       AND id IN (SELECT workflow_id FROM timers WHERE due_at < ?)`,
    )
    .all(until) as { id: number; name: string }[]
  let isCut = false
  const firings = workflows.flatMap(workflow => {
    const version = findNewestVersion(context.workspace.sql, workflow.id)
    if (!version) return []
    return readTimers(context, workflow.id).flatMap(timer => {
      const moments = momentsOf(context, version, timer)
      isCut ||= moments.length > mostFirings && (moments.at(-1) ?? until) < until
      const { activityId } = timer
      const label = version.document.activities.find(({ id }) => id === activityId)?.label ?? ''
      return moments
        .filter(at => at >= from && at < until)
        .slice(0, mostFirings)
        .map((at): Firing => ({ kind: 'firing', at, workflow, activityId, label }))
    })
  })
  return { firings, isCut }
}

function momentsOf(context: EngineContext, version: Version, timer: Timer): number[] {
  const activity = version.document.activities.find(({ id }) => id === timer.activityId)
  const { dueAt, startedAt, firings, timeZone } = timer
  if (!activity || dueAt === null) return []
  const moment = { after: dueAt, timeZone, startedAt, firings: firings + 1, most: mostFirings }
  return [dueAt, ...askNext(context, activity, moment)]
}
