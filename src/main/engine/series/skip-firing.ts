import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { readNextRuns } from './next-runs.ts'
import { readSeriesRow } from './series-row.ts'

/** One firing of a series, by its moment. */
export interface FiringPlace {
  readonly id: number
  readonly dueAt: number
}

/**
 * Takes one of the next firings out: it comes, and makes nothing.
 * @throws UserError `delivery/not-found`, `series/no-such-firing` where none of the next ones is at that moment
 */
export function skipFiring(context: EngineContext, { id, dueAt }: FiringPlace): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    const series = readSeriesRow(sql, id)
    if (!readNextRuns(context, series).some(run => run.dueAt === dueAt)) {
      throw new UserError('series/no-such-firing')
    }
    sql.prepare('INSERT OR IGNORE INTO series_skips (series_id, due_at) VALUES (?, ?)').run(id, dueAt)
    writeAudit(context, { action: 'series.skip', subject: `delivery ${id}`, data: { dueAt } })
    context.publish('delivery.changed', { id })
  })()
}

/**
 * Puts a firing back that was taken out.
 * @throws UserError `delivery/not-found`
 */
export function unskipFiring(context: EngineContext, { id, dueAt }: FiringPlace): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    readSeriesRow(sql, id)
    sql.prepare('DELETE FROM series_skips WHERE series_id = ? AND due_at = ?').run(id, dueAt)
    writeAudit(context, { action: 'series.unskip', subject: `delivery ${id}`, data: { dueAt } })
    context.publish('delivery.changed', { id })
  })()
}
