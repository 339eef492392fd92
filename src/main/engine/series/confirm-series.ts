import { typedCountAbove } from '../../../shared/contract/deliveries.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { isOutdated } from '../preparation/find-outdated.ts'
import { findReady, releaseExecution, type ReadyExecution } from './settle-execution.ts'
import { seriesDigest } from './series-digest.ts'
import { readSeriesRow, type SeriesRow } from './series-row.ts'

/** What a person confirms of a series: the content and settings that they looked at. */
export interface SeriesConfirmation {
  readonly id: number
  readonly digest: string
  /** Messages of the executions that wait already and are released with it. */
  readonly typedCount?: number | undefined
}

/**
 * Confirms what a series says for all executions to come; those that wait already and say the same are released at once.
 * @returns how many executions were released
 * @throws UserError `delivery/not-found`, `series/not-running`, `series/changed` where it says something else by now,
 *   `delivery/count-mistyped`
 */
export function confirmSeries(
  context: EngineContext,
  { id, digest, typedCount }: SeriesConfirmation,
): number {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const series = readSeriesRow(sql, id)
    if (series.state === 'stopped') throw new UserError('series/not-running')
    if (series.confirmation !== 'series' || seriesDigest(series) !== digest)
      throw new UserError('series/changed')
    const waiting = findReleasable(context, series)
    const count = waiting.reduce((sum, { preparation }) => sum + preparation.toDeliver, 0)
    if (count > typedCountAbove && typedCount !== count) {
      throw new UserError('delivery/count-mistyped', { count })
    }
    sql
      .prepare(
        'INSERT OR REPLACE INTO series_confirmations (series_id, digest, confirmed_at) VALUES (?, ?, ?)',
      )
      .run(id, digest, context.clock.now())
    const data = { digest, content: series.content, settings: series.settings }
    writeAudit(context, { action: 'series.confirmed', subject: `delivery ${id}`, data })
    for (const execution of waiting) releaseExecution(context, execution)
    context.publish('delivery.changed', { id })
    return waiting.length
  })()
}

/** Executions that wait and say what the series says; none while it is paused. */
export function findReleasable({ workspace: { sql } }: EngineContext, series: SeriesRow): ReadyExecution[] {
  if (series.state !== 'recurring' || series.confirmation !== 'series') return []
  const digest = seriesDigest(series)
  return findReady(sql, 'parent_id', series.id).filter(ready => {
    return (
      ready.digest === digest &&
      !isOutdated(sql, { id: ready.id, settings: series.settings }, ready.preparation)
    )
  })
}

/**
 * Takes all confirmations of a series back: from now on each execution waits.
 * @throws UserError `delivery/not-found`
 */
export function revokeSeries(context: EngineContext, id: number): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    readSeriesRow(sql, id)
    sql.prepare('DELETE FROM series_confirmations WHERE series_id = ?').run(id)
    writeAudit(context, { action: 'series.revoked', subject: `delivery ${id}`, data: {} })
    context.publish('delivery.changed', { id })
  })()
}
