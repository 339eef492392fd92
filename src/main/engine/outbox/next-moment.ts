import type { Database } from 'better-sqlite3'
import { unknownPlace, type Place } from '../timing/places.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/**
 * When something of a queue may leave that may not leave now, epoch ms: an attempt that is put off, a place that sleeps, a
 * wave that has not begun. Undefined where nothing waits for a moment. What could leave now gives no moment.
 */
export function findNextMoment(
  database: Database,
  queue: readonly QueuedDelivery[],
  now: number,
): number | undefined {
  const moments = queue.flatMap(delivery => [
    ...findRetry(database, delivery),
    ...findOpening(database, delivery, now),
  ])
  return moments.length === 0 ? undefined : Math.min(...moments)
}

function findRetry(database: Database, { id }: QueuedDelivery): number[] {
  const query = `SELECT min(next_attempt_at) FROM messages INDEXED BY messages_retry
    WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0`
  const at = prepared(database, query).pluck().get(id) as number | null
  return at === null ? [] : [at]
}

function findOpening(database: Database, delivery: QueuedDelivery, now: number): number[] {
  const { gate, waves } = delivery
  const { messages, nextAt } = waves.allowance(database, now)
  const stretches = findFreshPlaces(database, delivery).map(place => gate.stretch(place, now))
  if (stretches.length === 0) return []
  if (messages === 0 && nextAt > now) return [nextAt]
  return stretches.filter(({ isOpen }) => !isOpen).map(({ until }) => until)
}

/** Places with messages that have not been tried and wait for no moment of their own. */
export function findFreshPlaces(database: Database, { id, plan }: QueuedDelivery): Place[] {
  return plan.places.filter(place => hasFresh(database, id, place.id))
}

function hasFresh(database: Database, deliveryId: number, placeId: number): boolean {
  const query = `SELECT 1 FROM messages INDEXED BY messages_fresh
    WHERE delivery_id = ? AND place_id IS ? AND state = 'queued' AND next_attempt_at = 0 LIMIT 1`
  return prepared(database, query).get(deliveryId, placeId === unknownPlace.id ? null : placeId) !== undefined
}
