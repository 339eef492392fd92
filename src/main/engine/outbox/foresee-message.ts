import type { Database } from 'better-sqlite3'
import type { OutgoingMessage } from '../transports/transport.ts'
import { findUnwanted } from './find-unwanted.ts'
import { findFirst, placeOf, type Look } from './find-due.ts'
import { findAcceptedParts, planMessage } from './plan-message.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import type { Shares } from './shares.ts'

/** No more deliveries are looked at for one message: each look costs some 20 µs. */
const mostLooks = 4

/** From what a line will claim next. */
export interface Outlook extends Pick<Look, 'lineId' | 'standsFor' | 'now'> {
  readonly queue: readonly QueuedDelivery[]
  readonly shares: Shares
}

/** A message and the delivery that it belongs to. */
export interface Foreseen {
  readonly delivery: QueuedDelivery
  readonly message: OutgoingMessage
}

/**
 * The message that a line will most likely claim next, read without claiming it: whoever claims has the last word.
 * Undefined where that cannot be said at a glance.
 */
export function foreseeMessage(
  database: Database,
  { queue, shares, ...look }: Outlook,
): Foreseen | undefined {
  const turns = shares.copy()
  let open = queue
  for (let looks = 0; looks < mostLooks && open.length > 0; looks += 1) {
    const priority = turns.next([...new Set(open.map(({ plan }) => plan.priority))])
    const delivery = open.find(({ plan }) => plan.priority === priority)
    if (!delivery) return undefined
    const fresh = delivery.waves.allowance(database, look.now).messages
    const candidate = findFirst(database, delivery, { ...look, fresh })
    if (candidate) {
      const deadline = delivery.plan.timetable.deadlineOf(placeOf(delivery, candidate.placeId))
      if (findUnwanted(database, candidate, delivery.plan) || deadline <= look.now) return undefined
      const acceptedParts = findAcceptedParts(database, candidate)
      return { delivery, message: planMessage(candidate, { delivery, deadline, acceptedParts }) }
    }
    open = open.filter(each => each !== delivery)
  }
  return undefined
}
