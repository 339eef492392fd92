import type { Database } from 'better-sqlite3'
import { scheduler } from '../../../shared/activities/scheduler.ts'
import { idsBefore } from '../../../shared/workflow/graph.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { LostSkips } from '../activities/activity-runner.ts'
import { nextFiringsOf } from '../activities/triggers.ts'
import { readMoment } from '../audiences/rule-moment.ts'
import { findSeriesOf } from './series-row.ts'

/**
 * What somebody took out of a recurring delivery, as far as it is yet to come and no schedule of this drawing fires at that
 * moment any more: another schedule or zone has made it mean nothing. What still fires then stays taken out.
 */
export function findLostSkips(
  sql: Database,
  {
    workflowId,
    document,
    activityId,
  }: {
    readonly workflowId: number
    readonly document: WorkflowDocument
    readonly activityId: string
  },
): LostSkips {
  const { now, timeZone: own } = readMoment(sql)
  const timeZone = settingsOf(document).timeZone ?? own
  const series = findSeriesOf(sql, workflowId, activityId)
  if (!series || series.state === 'stopped') return { moments: [], timeZone }
  const skips = sql
    .prepare('SELECT due_at FROM series_skips WHERE series_id = ? AND due_at > ? ORDER BY due_at')
    .pluck()
    .all(series.id, now) as number[]
  if (skips.length === 0) return { moments: [], timeZone }
  const before = idsBefore(document, activityId)
  const schedules = document.activities.filter(({ id, kind, mode }) => {
    return kind === scheduler.kind && mode !== 'disabled' && before.has(id)
  })
  const fires = prepareFiring(sql, workflowId, timeZone)
  return { moments: skips.filter(at => !schedules.some(each => fires(each, at))), timeZone }
}

interface KeptTimer {
  readonly startedAt: number
  readonly firings: number
}

/** Whether a schedule fires at a moment; how often it has fired so far counts where it ends after so many times. */
function prepareFiring(
  sql: Database,
  workflowId: number,
  timeZone: string,
): (activity: Activity, at: number) => boolean {
  const timer = sql.prepare(
    'SELECT started_at startedAt, firings FROM timers WHERE workflow_id = ? AND activity_id = ?',
  )
  return (activity, at) => {
    const kept = timer.get(workflowId, activity.id) as KeptTimer | undefined
    const { startedAt, firings } = kept ?? { startedAt: at - 1, firings: 0 }
    return nextFiringsOf(activity, { after: at - 1, timeZone, startedAt, firings }, 1)[0] === at
  }
}
