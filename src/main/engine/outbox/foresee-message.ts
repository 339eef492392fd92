import type { Database } from 'better-sqlite3'
import type { OutgoingMessage } from '../transports/transport.ts'
import { planMessage } from './plan-message.ts'
import { findFresh, hasDueRetry, placeOf } from './find-due.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/**
 * The message that will most likely be claimed next, read without claiming it: whoever claims has the last word. Undefined
 * where that cannot be said at a glance: deliveries take turns, or a retry is due.
 */
export function foreseeMessage(
  database: Database,
  queue: readonly QueuedDelivery[],
  now: number,
): OutgoingMessage | undefined {
  const [delivery, ...others] = queue
  if (!delivery || others.some(({ plan }) => plan.priority !== delivery.plan.priority)) return undefined
  if (hasDueRetry(database, delivery.id, now) || delivery.waves.allowance(database, now).messages < 1) {
    return undefined
  }
  const [candidate] = findFresh(database, delivery, { now, limit: 1 }).candidates
  if (!candidate || candidate.isSuppressed) return undefined
  const deadline = delivery.plan.timetable.deadlineOf(placeOf(delivery, candidate.placeId))
  return deadline <= now ? undefined : planMessage(candidate, { delivery, deadline, acceptedParts: [] })
}
