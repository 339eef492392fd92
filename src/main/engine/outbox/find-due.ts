import type { Database } from 'better-sqlite3'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import { unknownPlace, type Place } from '../timing/places.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** A message that may be claimed now. */
export interface Candidate {
  readonly id: number
  readonly recipient: string
  readonly text: string
  readonly encoding: Encoding
  readonly parts: number
  readonly attempts: number
  readonly nextAttemptAt: number
  readonly placeId: number | null
  readonly isSuppressed: 0 | 1
}

/** What one look at a delivery finds. */
export interface Due {
  /** Retries first, then fresh messages in order. */
  readonly candidates: readonly Candidate[]
  /** Messages that were due and whose place sleeps: they are due again when it opens. */
  readonly postponed: number
  /** Whether the fresh ones are the first of all that are left, and not only of the places that are open, or of a test. */
  readonly isInOrder: boolean
}

const columns = `id, recipient, text, encoding, parts, attempts, next_attempt_at nextAttemptAt, place_id placeId,
  EXISTS (SELECT 1 FROM suppressions WHERE phone = recipient) isSuppressed`
const retryQuery = `SELECT ${columns} FROM messages INDEXED BY messages_retry
  WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0 AND next_attempt_at <= ?
  ORDER BY next_attempt_at LIMIT ?`
const freshQuery = `SELECT ${columns} FROM messages INDEXED BY messages_by_state
  WHERE delivery_id = ? AND state = 'queued' AND id > ? AND next_attempt_at = 0 ORDER BY id LIMIT ?`
const placeQuery = `SELECT ${columns} FROM messages INDEXED BY messages_fresh
  WHERE delivery_id = ? AND place_id IS ? AND state = 'queued' AND next_attempt_at = 0 ORDER BY id LIMIT ?`

/**
 * The last look at messages before they leave: what a delivery has that is due, at most `limit`, fresh ones at most
 * `fresh`. Nobody is found whose place is closed at this moment, whatever was planned earlier.
 */
export function findDue(
  database: Database,
  delivery: QueuedDelivery,
  { now, limit, fresh }: { readonly now: number; readonly limit: number; readonly fresh: number },
): Due {
  const due = prepared(database, retryQuery).all(delivery.id, now, limit) as Candidate[]
  const retries = due.filter(candidate => !postpone(database, candidate, { delivery, now }))
  const room = Math.min(limit - retries.length, fresh)
  const found = findFresh(database, delivery, { now, limit: room })
  return { ...found, candidates: [...retries, ...found.candidates], postponed: due.length - retries.length }
}

/** The fresh messages of places that are open, as `findDue`. */
export function findFresh(
  database: Database,
  delivery: QueuedDelivery,
  { now, limit }: { readonly now: number; readonly limit: number },
): Pick<Due, 'candidates' | 'isInOrder'> {
  const open = delivery.plan.places.filter(place => delivery.gate.stretch(place, now).isOpen)
  const isInOrder = open.length === delivery.plan.places.length && !delivery.plan.isTested
  if (limit <= 0) return { candidates: [], isInOrder }
  const candidates = isInOrder
    ? findNext(database, delivery, limit)
    : findOpen(database, delivery, { open, limit })
  return { candidates, isInOrder }
}

/** Whether a message is to be tried again now. */
export function hasDueRetry(database: Database, deliveryId: number, now: number): boolean {
  return prepared(database, retryQuery).get(deliveryId, now, 1) !== undefined
}

/** The place of a message. */
export function placeOf({ plan }: QueuedDelivery, placeId: number | null): Place {
  return plan.places.find(({ id }) => id === placeId) ?? unknownPlace
}

function postpone(
  database: Database,
  { id, placeId }: Candidate,
  { delivery, now }: { readonly delivery: QueuedDelivery; readonly now: number },
): boolean {
  const { isOpen, until } = delivery.gate.stretch(placeOf(delivery, placeId), now)
  if (isOpen) return false
  const update = "UPDATE messages SET next_attempt_at = ? WHERE id = ? AND state = 'queued'"
  prepared(database, update).run(until, id)
  return true
}

function findNext(database: Database, { id, cursor }: QueuedDelivery, limit: number): Candidate[] {
  return prepared(database, freshQuery).all(id, cursor, limit) as Candidate[]
}

function findOpen(
  database: Database,
  { id }: QueuedDelivery,
  { open, limit }: { readonly open: readonly Place[]; readonly limit: number },
): Candidate[] {
  const query = prepared(database, placeQuery)
  const found = open.flatMap(
    place => query.all(id, place === unknownPlace ? null : place.id, limit) as Candidate[],
  )
  return found.toSorted((one, other) => one.id - other.id).slice(0, limit)
}
