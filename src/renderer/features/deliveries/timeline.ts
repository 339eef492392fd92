/** Messages that reached each state within one step of time. */
export interface TimelinePoint {
  /** Start of the step, epoch ms. */
  readonly at: number
  readonly accepted: number
  readonly delivered: number
  readonly failed: number
}

/** What the engine says of a delivery's course. */
export interface Timeline {
  readonly stepMs: number
  readonly points: readonly TimelinePoint[]
  /** What came long after all else, and is not among the points. */
  readonly beyond: (Omit<TimelinePoint, 'at'> & { readonly until: number }) | null
}

/** Above this a line would be drawn over itself; the points are then shown as they came. */
const mostSteps = 2000

/** The steps in order, with the empty ones between them that a line must not jump over. */
export function chartSteps({ stepMs, points }: Omit<Timeline, 'beyond'>): readonly TimelinePoint[] {
  const byTime = new Map(points.map(point => [point.at, point]))
  const first = points[0]?.at
  const last = points.at(-1)?.at
  if (first === undefined || last === undefined || stepMs <= 0) return []
  const length = Math.round((last - first) / stepMs) + 1
  if (length > mostSteps) return points
  return Array.from({ length }, (_, index) => {
    const at = first + index * stepMs
    return byTime.get(at) ?? { at, accepted: 0, delivered: 0, failed: 0 }
  })
}

/** Each point with everything before it added. */
export function addUp(points: readonly TimelinePoint[]): readonly TimelinePoint[] {
  let sum = { accepted: 0, delivered: 0, failed: 0 }
  return points.map(point => {
    sum = {
      accepted: sum.accepted + point.accepted,
      delivered: sum.delivered + point.delivered,
      failed: sum.failed + point.failed,
    }
    return { at: point.at, ...sum }
  })
}
