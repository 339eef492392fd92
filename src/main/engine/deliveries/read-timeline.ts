import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import { chartStep } from './chart-step.ts'
import { readDelivery } from './read-delivery.ts'

/** How many messages reached a state within one step of time. */
export interface TimelinePoint {
  /** Epoch ms at which the step begins. */
  readonly at: number
  readonly accepted: number
  readonly delivered: number
  readonly failed: number
}

/** Points summed between two breaths. */
const pointsAtOnce = 5

/** The course of a sending since its confirmation, in at most sixty steps or so; nothing before it. */
export async function readTimeline(
  sql: Database,
  deliveryId: number,
): Promise<{ stepMs: number; points: TimelinePoint[] }> {
  const { confirmedAt } = readDelivery(sql, deliveryId)
  const last = sql
    .prepare('SELECT max(second) FROM delivery_timeline WHERE delivery_id = ?')
    .pluck()
    .get(deliveryId) as number | null
  if (confirmedAt === null || last === null) return { stepMs: 1000, points: [] }
  const start = Math.floor(confirmedAt / 1000)
  const length = Math.max(1, last - start + 1)
  const step = chartStep(length)
  const points: TimelinePoint[] = []
  for (let from = start; from <= last; from += step * pointsAtOnce) {
    points.push(...sumPoints(sql, { deliveryId, from, step, last }))
    await breathe()
  }
  return { stepMs: step * 1000, points }
}

function sumPoints(
  sql: Database,
  { deliveryId, from, step, last }: { deliveryId: number; from: number; step: number; last: number },
): TimelinePoint[] {
  const rows = sql
    .prepare(
      // Numbers of JavaScript are bound as reals, which would divide without a rest.
      `SELECT CAST((second - @from) / @step AS INTEGER) point,
         sum(accepted) accepted, sum(delivered) delivered, sum(failed) failed
       FROM delivery_timeline WHERE delivery_id = @deliveryId AND second >= @from AND second < @end GROUP BY point`,
    )
    .all({ deliveryId, from, step, end: from + step * pointsAtOnce }) as (TimelinePoint & { point: number })[]
  const byPoint = new Map(rows.map(row => [row.point, row]))
  const count = Math.min(pointsAtOnce, Math.floor((last - from) / step) + 1)
  return Array.from({ length: count }, (_, point) => {
    const { accepted = 0, delivered = 0, failed = 0 } = byPoint.get(point) ?? {}
    return { at: (from + point * step) * 1000, accepted, delivered, failed }
  })
}
