import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import { chartStep } from './chart-step.ts'
import { countShown } from './count-shown.ts'
import { readDelivery } from './read-delivery.ts'

/** How many messages reached a state. */
interface Reached {
  readonly accepted: number
  readonly delivered: number
  readonly failed: number
}

/** How many messages reached a state within one step of time. */
export interface TimelinePoint extends Reached {
  /** Epoch ms at which the step begins. */
  readonly at: number
}

/** The course of a sending in equal steps, and what came after the last of them. */
export interface Timeline {
  readonly stepMs: number
  readonly points: TimelinePoint[]
  readonly beyond: (Reached & { readonly until: number }) | null
}

/** Seconds of a delivery, both included. */
interface Span {
  readonly deliveryId: number
  readonly from: number
  readonly last: number
}

/** Points summed between two breaths. */
const pointsAtOnce = 5

/**
 * The course of a sending since it began, in at most sixty steps or so; before that only where the clock was set back. Where a
 * few reports come long after all others, it ends before them and says how many they are.
 */
export async function readTimeline(sql: Database, deliveryId: number): Promise<Timeline> {
  const { begunAt, confirmedAt } = readDelivery(sql, deliveryId)
  const { first, last } = sql
    .prepare('SELECT min(second) first, max(second) last FROM delivery_timeline WHERE delivery_id = ?')
    .get(deliveryId) as { readonly first: number | null; readonly last: number | null }
  const start = begunAt ?? confirmedAt
  if (start === null || first === null || last === null) return { stepMs: 1000, points: [], beyond: null }
  const from = Math.min(Math.floor(start / 1000), first)
  let course = await readCourse(sql, { deliveryId, from, last })
  const all = addUp(course.points)
  for (;;) {
    const shown = countShown(course.points.map(sumOf), sumOf(all))
    if (shown === course.points.length) break
    course = await readCourse(sql, { deliveryId, from, last: from + shown * course.step - 1 })
  }
  const { step, points } = course
  const drawn = addUp(points)
  const beyond = {
    accepted: all.accepted - drawn.accepted,
    delivered: all.delivered - drawn.delivered,
    failed: all.failed - drawn.failed,
  }
  return {
    stepMs: step * 1000,
    points,
    beyond: sumOf(beyond) === 0 ? null : { ...beyond, until: last * 1000 },
  }
}

async function readCourse(sql: Database, span: Span): Promise<{ step: number; points: TimelinePoint[] }> {
  const step = chartStep(Math.max(1, span.last - span.from + 1))
  const points: TimelinePoint[] = []
  for (let { from } = span; from <= span.last; from += step * pointsAtOnce) {
    points.push(...sumPoints(sql, { ...span, from, step }))
    await breathe()
  }
  return { step, points }
}

function sumPoints(
  sql: Database,
  { deliveryId, from, step, last }: Span & { readonly step: number },
): TimelinePoint[] {
  const end = Math.min(from + step * pointsAtOnce, last + 1)
  const rows = sql
    .prepare(
      // Numbers of JavaScript are bound as reals, which would divide without a rest.
      `SELECT CAST((second - @from) / @step AS INTEGER) point,
         sum(accepted) accepted, sum(delivered) delivered, sum(failed) failed
       FROM delivery_timeline WHERE delivery_id = @deliveryId AND second >= @from AND second < @end GROUP BY point`,
    )
    .all({ deliveryId, from, step, end }) as (TimelinePoint & { point: number })[]
  const byPoint = new Map(rows.map(row => [row.point, row]))
  const count = Math.min(pointsAtOnce, Math.floor((last - from) / step) + 1)
  return Array.from({ length: count }, (_, point) => {
    const { accepted = 0, delivered = 0, failed = 0 } = byPoint.get(point) ?? {}
    return { at: (from + point * step) * 1000, accepted, delivered, failed }
  })
}

function addUp(points: readonly Reached[]): Reached {
  return {
    accepted: points.reduce((sum, point) => sum + point.accepted, 0),
    delivered: points.reduce((sum, point) => sum + point.delivered, 0),
    failed: points.reduce((sum, point) => sum + point.failed, 0),
  }
}

function sumOf({ accepted, delivered, failed }: Reached): number {
  return accepted + delivered + failed
}
