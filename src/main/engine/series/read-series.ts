import type { Database } from 'better-sqlite3'
import type { Series, SeriesChild, SeriesExecution, SeriesFiring } from '../../../shared/contract/series.ts'
import { periodOf } from '../../../shared/delivery/period.ts'
import { isSame } from '../../../shared/is-same.ts'
import { findActivity } from '../../../shared/workflow/graph.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { EngineContext } from '../context.ts'
import { readDelivery } from '../deliveries/read-delivery.ts'
import { findNewestVersion, type Version } from '../workflows/versions.ts'
import { findReleasable } from './confirm-series.ts'
import { findFrozenContent } from './frozen-content.ts'
import { readNextRuns } from './next-runs.ts'
import { groupByPeriod, readExecutions, sumExecutions, type ExecutionRow } from './read-executions.ts'
import { findReady } from './settle-execution.ts'
import { seriesDigest } from './series-digest.ts'
import { readSeriesRow, type SeriesRow } from './series-row.ts'

/**
 * A recurring delivery as its screen shows it.
 * @throws UserError `delivery/not-found`
 */
export function readSeries(context: EngineContext, id: number): Series {
  const { sql } = context.workspace
  const series = readSeriesRow(sql, id)
  const { label, state, content, settings, aggregation, confirmation } = series
  const { line, createdAt, finishedAt } = readDelivery(sql, id)
  const version = series.workflowId === null ? undefined : findNewestVersion(sql, series.workflowId)
  const timeZone = (version && settingsOf(version.document).timeZone) ?? context.clock.timeZone()
  const period = periodOf(aggregation, { now: context.clock.now(), timeZone })
  const frozen = findFrozenContent(sql, id, period)
  return {
    id,
    label,
    state,
    content,
    settings,
    aggregation,
    confirmation,
    line,
    createdAt,
    finishedAt,
    timeZone,
    period,
    workflow: readWorkflow(sql, series, version),
    frozen: frozen && !isSame(frozen, content) ? frozen : null,
    ...readConfirmation(context, series),
    next: readNextRuns(context, series),
    lastFiring: readFirings(sql, { id, offset: 0, limit: 1 }).rows[0] ?? null,
    sums: sumExecutions(readExecutions(sql, id)),
  }
}

function readWorkflow(
  sql: Database,
  { workflowId, activityId }: SeriesRow,
  version: Version | undefined,
): Series['workflow'] {
  const row = sql.prepare('SELECT id, name, state FROM workflows WHERE id = ?').get(workflowId) as
    | Pick<NonNullable<Series['workflow']>, 'id' | 'name' | 'state'>
    | undefined
  if (!row) return null
  const activity = version && findActivity(version.document, activityId)
  return { ...row, activityId, hasActivity: activity !== undefined && activity.mode !== 'disabled' }
}

function readConfirmation(
  context: EngineContext,
  series: SeriesRow,
): Pick<Series, 'digest' | 'confirmedAt' | 'waiting'> {
  const { sql } = context.workspace
  const digest = seriesDigest(series)
  const confirmedAt = sql
    .prepare('SELECT confirmed_at FROM series_confirmations WHERE series_id = ? AND digest = ?')
    .pluck()
    .get(series.id, digest) as number | undefined
  const releasable = new Set(findReleasable(context, series).map(({ id }) => id))
  const waiting = findReady(sql, 'parent_id', series.id).map(({ id, preparation }) => {
    return { id, messages: preparation.toDeliver, isReleasable: releasable.has(id) }
  })
  return { digest, confirmedAt: confirmedAt ?? null, waiting }
}

/** A window into something of a series. */
export interface SeriesWindow {
  readonly id: number
  readonly offset: number
  readonly limit: number
}

/** Its periods, the latest first; what they come to adds up to what the series does. */
export function listExecutions(
  sql: Database,
  { id, offset, limit }: SeriesWindow,
): { total: number; rows: SeriesExecution[] } {
  readSeriesRow(sql, id)
  const groups = groupByPeriod(readExecutions(sql, id))
  return { total: groups.length, rows: groups.slice(offset, offset + limit).map(toExecution) }
}

function toExecution(rows: readonly ExecutionRow[]): SeriesExecution {
  const [newest] = rows
  return {
    period: newest?.period ?? null,
    from: Math.min(...rows.map(({ firedFor }) => firedFor)),
    to: Math.max(...rows.map(({ firedFor }) => firedFor)),
    newestId: newest?.id ?? 0,
    sums: sumExecutions(rows),
  }
}

/** The deliveries of one period, the latest first. */
export function listChildren(
  sql: Database,
  { id, period, offset, limit }: SeriesWindow & { readonly period: string },
): { total: number; rows: SeriesChild[] } {
  readSeriesRow(sql, id)
  const all = readExecutions(sql, id).filter(row => row.period === period)
  const rows = all.slice(offset, offset + limit).map(row => {
    return { id: row.id, firedFor: row.firedFor, state: row.state, sums: sumExecutions([row]) }
  })
  return { total: all.length, rows }
}

/** What its firings did, the latest first. */
export function readFirings(
  sql: Database,
  { id, offset, limit }: SeriesWindow,
): { total: number; rows: SeriesFiring[] } {
  const rows = sql
    .prepare(
      `SELECT due_at dueAt, at, outcome, child_id childId FROM series_firings WHERE series_id = ?
       ORDER BY due_at DESC, run_id DESC LIMIT ? OFFSET ?`,
    )
    .all(id, limit, offset) as SeriesFiring[]
  const total = sql
    .prepare('SELECT count(*) FROM series_firings WHERE series_id = ?')
    .pluck()
    .get(id) as number
  return { total, rows }
}
