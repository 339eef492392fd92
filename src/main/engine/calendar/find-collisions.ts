import type { z } from 'zod'
import type { lineCollisionSchema } from '../../../shared/contract/calendar.ts'
import { nameLines } from '../deliveries/shared-lines.ts'
import type { DeliveryEntry } from './find-deliveries.ts'

type Collision = z.infer<typeof lineCollisionSchema>

const coming: ReadonlySet<string> = new Set(['draft', 'preparing', 'ready', 'scheduled', 'sending', 'paused'])
/** What takes no time that is known still collides with what begins in the same minute. */
const leastMs = 60_000

/** Deliveries that want the same line, or some of the same lines, at the same time, in order of time; each pair once. */
export function findCollisions(entries: readonly DeliveryEntry[]): Collision[] {
  const open = entries.filter(({ state }) => coming.has(state))
  return open
    .flatMap((one, index) => collisionsOf(one, open.slice(index + 1)))
    .toSorted((one, other) => one.at - other.at)
}

/** `others` begin later than, or with, `one`. */
function collisionsOf(one: DeliveryEntry, others: readonly DeliveryEntry[]): Collision[] {
  const end = Math.max(one.endsAt ?? one.at, one.at + leastMs)
  const wanted = new Set(one.lines.map(({ id }) => id))
  return others
    .filter(({ at }) => at < end)
    .flatMap(other => {
      const both = other.lines.filter(({ id }) => wanted.has(id))
      return both.length === 0 ? [] : [{ ids: [one.id, other.id], line: nameLines(both), at: other.at }]
    })
}
