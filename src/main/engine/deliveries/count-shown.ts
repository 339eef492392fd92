/** Fewer events than this are drawn as they are: each of them counts. */
const fewest = 10
/** Percent of the events that may be left out, one at least. */
const latePercent = 2
/** A chart of which all but the late ones fill no more than one part in so many would show them as one bar. */
const crowdedIn = 8

/**
 * How many points of a course to draw: all, unless nearly everything lies in its first few.
 * @param points events at each point, in order
 * @param all events of the whole course, those after the points included
 */
export function countShown(points: readonly number[], all: number): number {
  if (all < fewest) return points.length
  const wanted = all - Math.max(1, Math.floor((all * latePercent) / 100))
  let sum = 0
  const enough = points.findIndex(count => (sum += count) >= wanted) + 1
  return enough > 0 && enough * crowdedIn <= points.length ? enough : points.length
}
