import type { SeriesRun } from '../../../shared/contract/series.ts'
import { scheduler } from '../../../shared/activities/scheduler.ts'
import { idsBefore } from '../../../shared/workflow/graph.ts'
import type { EngineContext } from '../context.ts'
import { askNext, readTimers, zoneOf, type Timer } from '../scheduler/timers.ts'
import { findNewestVersion, type Version } from '../workflows/versions.ts'
import type { SeriesRow } from './series-row.ts'

/** So many firings are foreseen, and can be taken out. */
export const mostForeseen = 10

/** The next firings that reach a series, in order of time, with those that somebody took out. */
export function readNextRuns(context: EngineContext, series: SeriesRow): SeriesRun[] {
  const { sql } = context.workspace
  const version = series.workflowId === null ? undefined : findNewestVersion(sql, series.workflowId)
  if (!version || series.state === 'stopped') return []
  const skipped = new Set(
    sql.prepare('SELECT due_at FROM series_skips WHERE series_id = ?').pluck().all(series.id) as number[],
  )
  const before = idsBefore(version.document, series.activityId)
  const moments = readTimers(context, version.workflowId)
    .filter(({ activityId }) => before.has(activityId))
    .flatMap(timer => firingsOf(context, version, timer))
  return [...new Set(moments)]
    .toSorted((left, right) => left - right)
    .slice(0, mostForeseen)
    .map(dueAt => ({ dueAt, isSkipped: skipped.has(dueAt) }))
}

function firingsOf(context: EngineContext, version: Version, timer: Timer): number[] {
  const activity = version.document.activities.find(({ id }) => id === timer.activityId)
  if (activity?.kind !== scheduler.kind) return []
  if (timer.dueAt === null) return []
  const { dueAt, startedAt, firings } = timer
  const moment = { after: dueAt, timeZone: zoneOf(context, version), startedAt, firings: firings + 1 }
  return [dueAt, ...askNext(context, activity, { ...moment, most: mostForeseen - 1 })]
}
