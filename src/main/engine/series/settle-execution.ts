import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { confirmDelivery } from '../deliveries/confirm-delivery.ts'
import { tryMoveDelivery } from '../deliveries/move-delivery.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { seriesDigest } from './series-digest.ts'
import { readSeriesRow } from './series-row.ts'

/** An execution that is prepared. */
export interface ReadyExecution {
  readonly id: number
  readonly parentId: number
  readonly preparation: Preparation
  /** What it says and how, as a person confirms it for the series. */
  readonly digest: string
}

/**
 * Settles an execution that has just been prepared: one with nobody to send to is over, one of a series whose content and
 * settings a person has confirmed is released by itself. Any other waits, as every delivery does. Belongs into the
 * transaction that makes it ready.
 */
export function settleExecution(context: EngineContext, id: number): void {
  const { sql } = context.workspace
  const ready = findReady(sql, 'id', id)[0]
  if (!ready) return
  context.publish('delivery.changed', { id: ready.parentId })
  if (ready.preparation.toDeliver === 0) {
    tryMoveDelivery(context, { id, move: 'conclude', set: { finishedAt: context.clock.now() } })
    return
  }
  const { state, confirmation } = readSeriesRow(sql, ready.parentId)
  if (state !== 'recurring' || confirmation !== 'series') return
  if (!isConfirmed(sql, ready.parentId, ready.digest)) return
  try {
    releaseExecution(context, ready)
  } catch (error) {
    // What cannot be released by itself waits, as any other: whoever looks at it is told why.
    if (!(error instanceof UserError)) throw error
  }
}

/** Releases an execution in the name of who confirmed the series. */
export function releaseExecution(
  context: EngineContext,
  { id, parentId, preparation, digest }: ReadyExecution,
): void {
  const { digest: prepared, toDeliver } = preparation
  confirmDelivery(context, { id, digest: prepared, typedCount: toDeliver })
  const data = { series: parentId, seriesDigest: digest, toDeliver }
  writeAudit(context, { action: 'series.released', subject: `delivery ${id}`, data })
}

/** Executions that wait for a confirmation: one, or all of a series, the oldest first. */
export function findReady(sql: Database, by: 'id' | 'parent_id', value: number): ReadyExecution[] {
  const rows = sql
    .prepare(
      `SELECT id, parent_id parentId, content, settings, preparation FROM deliveries
       WHERE ${by} = ? AND parent_id IS NOT NULL AND state = 'ready' ORDER BY id`,
    )
    .all(value) as { id: number; parentId: number; content: string; settings: string; preparation: string }[]
  return rows.map(({ id, parentId, content, settings, preparation }) => ({
    id,
    parentId,
    preparation: JSON.parse(preparation) as Preparation,
    digest: seriesDigest({
      content: JSON.parse(content) as DeliveryContent,
      settings: JSON.parse(settings) as DeliverySettings,
    }),
  }))
}

/** Whether a person has confirmed this for the series. */
export function isConfirmed(sql: Database, seriesId: number, digest: string): boolean {
  return (
    sql
      .prepare('SELECT 1 FROM series_confirmations WHERE series_id = ? AND digest = ?')
      .get(seriesId, digest) !== undefined
  )
}
