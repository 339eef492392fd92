import type { Database } from 'better-sqlite3'
import { unknownPlace } from '../timing/places.ts'
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
  const { gate, plan, waves } = delivery
  const { messages, nextAt } = waves.allowance(database, now)
  const stretches = plan.places
    .map(place => ({ place, ...gate.stretch(place, now) }))
    .filter(({ place }) => hasFresh(database, delivery.id, place.id))
  if (stretches.length === 0) return []
  if (messages === 0 && nextAt > now) return [nextAt]
  return stretches.filter(({ isOpen }) => !isOpen).map(({ until }) => until)
}

function hasFresh(database: Database, deliveryId: number, placeId: number): boolean {
  const query = `SELECT 1 FROM messages INDEXED BY messages_fresh
    WHERE delivery_id = ? AND place_id IS ? AND state = 'queued' AND next_attempt_at = 0 LIMIT 1`
  return prepared(database, query).get(deliveryId, placeId === unknownPlace.id ? null : placeId) !== undefined
}
