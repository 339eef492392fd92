import type { Database } from 'better-sqlite3'
import type { SmsRecurringSettings } from '../../../shared/activities/sms-recurring.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { periodOf } from '../../../shared/delivery/period.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { Step } from '../activities/activity-runner.ts'
import { createDelivery, type OwnDelivery } from '../activities/own-delivery.ts'
import { findFrozenContent } from './frozen-content.ts'
import { createSeries } from './keep-series.ts'
import { findSeriesOf, type SeriesRow } from './series-row.ts'

/** Why a firing made nothing. */
export type FiringGap = 'nobody' | 'paused' | 'skipped' | 'stopped'

/** What a firing made. */
export type Fired = { readonly kind: 'made'; readonly delivery: OwnDelivery } | { readonly kind: FiringGap }

/**
 * Lets a recurring delivery fire in a run: its execution and the record of the firing are one transaction, and a run that
 * was cut off behind it finds both.
 */
export function fireSeries(settings: SmsRecurringSettings, step: Step): Fired {
  const { context, runId, dueAt } = step
  const { sql } = context.workspace
  return sql.transaction((): Fired => {
    const series = seriesFor(settings, step)
    const known = sql
      .prepare('SELECT outcome FROM series_firings WHERE series_id = ? AND run_id = ?')
      .pluck()
      .get(series.id, runId) as FiringGap | undefined
    if (known) return { kind: known }
    const gap = gapOf(sql, series, step)
    const delivery = gap ? undefined : makeExecution(settings, step, series)
    sql
      .prepare(
        'INSERT INTO series_firings (series_id, run_id, due_at, at, outcome, child_id) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(series.id, runId, dueAt, context.clock.now(), gap ?? 'made', delivery?.id ?? null)
    context.publish('delivery.changed', { id: series.id })
    return delivery ? { kind: 'made', delivery } : { kind: gap ?? 'nobody' }
  })()
}

/** The recurring delivery of the activity; there is one since the start, unless the version is older than that. */
function seriesFor(settings: SmsRecurringSettings, { context, workflowId, activity }: Step): SeriesRow {
  return (
    findSeriesOf(context.workspace.sql, workflowId, activity.id) ??
    createSeries(context, { workflowId, activity, settings })
  )
}

function gapOf(sql: Database, series: SeriesRow, { inbound, runId }: Step): FiringGap | undefined {
  if (series.state === 'stopped') return 'stopped'
  if (series.state === 'suspended') return 'paused'
  const skipped = sql.prepare('SELECT 1 FROM series_skips WHERE series_id = ? AND due_at = ?')
  if (skipped.get(series.id, findFiring(sql, runId)) !== undefined) return 'skipped'
  const people = sql.prepare('SELECT count FROM populations WHERE id = ?').pluck()
  return people.get(inbound[0]?.populationId) === 0 ? 'nobody' : undefined
}

/** The moment of the schedule behind a run, also where people have waited since. */
function findFiring(sql: Database, runId: number): unknown {
  return sql
    .prepare(
      `WITH RECURSIVE line (id, parent_id, due_at) AS (
         SELECT id, parent_id, due_at FROM workflow_runs WHERE id = ?
         UNION ALL SELECT runs.id, runs.parent_id, runs.due_at FROM workflow_runs runs JOIN line ON runs.id = line.parent_id)
       SELECT due_at FROM line WHERE parent_id IS NULL`,
    )
    .pluck()
    .get(runId)
}

/** What the first execution of a period says, the others of that period say as well (SD-06). */
function makeExecution(settings: SmsRecurringSettings, step: Step, { id }: SeriesRow): OwnDelivery {
  const { context, document, dueAt } = step
  const timeZone = settingsOf(document).timeZone ?? context.clock.timeZone()
  const period = periodOf(settings.aggregation, { now: dueAt, timeZone })
  const content: DeliveryContent = findFrozenContent(context.workspace.sql, id, period) ?? settings.content
  const { delivery, properties } = settings
  return createDelivery({ content, delivery, properties }, step, { parentId: id, period, firedFor: dueAt })
}
