import type { z } from 'zod'
import type { lineCollisionSchema } from '../../../shared/contract/calendar.ts'
import type { DeliveryEntry } from './find-deliveries.ts'

type Collision = z.infer<typeof lineCollisionSchema>

const coming: ReadonlySet<string> = new Set(['draft', 'preparing', 'ready', 'scheduled', 'sending', 'paused'])
/** What takes no time that is known still collides with what begins in the same minute. */
const leastMs = 60_000

/** Deliveries that want the same line at the same time, in order of time; each pair once. */
export function findCollisions(entries: readonly DeliveryEntry[]): Collision[] {
  const open = entries.filter(({ state, line }) => coming.has(state) && line !== null)
  const byLine = Map.groupBy(open, ({ line }) => line?.id)
  return [...byLine.values()]
    .flatMap(same => same.flatMap((one, index) => collisionsOf(one, same.slice(index + 1))))
    .toSorted((one, other) => one.at - other.at)
}

/** `others` begin later than, or with, `one`. */
function collisionsOf(one: DeliveryEntry, others: readonly DeliveryEntry[]): Collision[] {
  const end = Math.max(one.endsAt ?? one.at, one.at + leastMs)
  return others
    .filter(({ at }) => at < end)
    .map(other => ({ ids: [one.id, other.id], line: one.line?.name ?? '', at: other.at }))
}
