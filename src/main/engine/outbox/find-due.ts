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
  /** Where the person has their own. */
  readonly sender: string | null
  readonly encoding: Encoding
  readonly parts: number
  readonly attempts: number
  readonly nextAttemptAt: number
  readonly placeId: number | null
  /** The one line of several that texted the person last. */
  readonly prefersLineId: number | null
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

const columns = `id, recipient, text, sender, encoding, parts, attempts, next_attempt_at nextAttemptAt, place_id placeId,
  prefers_line_id prefersLineId, EXISTS (SELECT 1 FROM suppressions WHERE phone = recipient) isSuppressed`
/** Parts join into one message only where all of them come from one number. */
const retryOfLineQuery = `SELECT ${columns} FROM messages INDEXED BY messages_retry
  WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0 AND next_attempt_at <= ?
    AND NOT EXISTS (SELECT 1 FROM message_parts WHERE message_id = messages.id AND line_id <> ?)
    AND (prefers_line_id IS NULL OR prefers_line_id IN (SELECT value FROM json_each(?)))
  ORDER BY next_attempt_at LIMIT ?`
const laneQuery = `SELECT ${columns} FROM messages INDEXED BY messages_lane
  WHERE delivery_id = ? AND prefers_line_id = ? AND place_id IS ? AND state = 'queued' AND next_attempt_at = 0
  ORDER BY id LIMIT ?`
const retryQuery = `SELECT ${columns} FROM messages INDEXED BY messages_retry
  WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0 AND next_attempt_at <= ?
  ORDER BY next_attempt_at LIMIT ?`
const freshQuery = `SELECT ${columns} FROM messages INDEXED BY messages_by_state
  WHERE delivery_id = ? AND state = 'queued' AND id > ? AND next_attempt_at = 0
    AND prefers_line_id IS NULL ORDER BY id LIMIT ?`
const placeQuery = `SELECT ${columns} FROM messages INDEXED BY messages_fresh
  WHERE delivery_id = ? AND place_id IS ? AND state = 'queued' AND next_attempt_at = 0
    AND prefers_line_id IS NULL ORDER BY id LIMIT ?`

/** Who looks, and how much of it may leave. */
export interface Look {
  readonly lineId: number
  /** Lines that cannot send now: what waits for them may leave through this one. */
  readonly standsFor: readonly number[]
  readonly now: number
  readonly limit: number
  readonly fresh: number
}

/**
 * The last look at messages before they leave: what a delivery has that is due, at most `limit`, fresh ones at most
 * `fresh`. Nobody is found whose place is closed at this moment, whatever was planned earlier.
 */
export function findDue(database: Database, delivery: QueuedDelivery, look: Look): Due {
  const { now, limit, fresh } = look
  const due = findRetries(database, delivery, look)
  const retries = due.filter(candidate => !postpone(database, candidate, { delivery, now }))
  const room = Math.min(limit - retries.length, fresh)
  const own = findLanes(database, delivery, { ...look, limit: room })
  const found = findFresh(database, delivery, { now, limit: room - own.length })
  return {
    ...found,
    candidates: [...retries, ...own, ...found.candidates],
    postponed: due.length - retries.length,
  }
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

function findRetries(
  database: Database,
  { id, plan }: QueuedDelivery,
  { now, limit, lineId, standsFor }: Look,
): Candidate[] {
  if (!plan.isPooled) return prepared(database, retryQuery).all(id, now, limit) as Candidate[]
  const lanes = JSON.stringify([lineId, ...standsFor])
  return prepared(database, retryOfLineQuery).all(id, now, lineId, lanes, limit) as Candidate[]
}

/** First what waits for this line, then what waits for one that cannot send. */
function findLanes(
  database: Database,
  delivery: QueuedDelivery,
  { lineId, standsFor, now, limit }: Look,
): Candidate[] {
  const found: Candidate[] = []
  const { id, plan, gate } = delivery
  if (!plan.hasLanes) return found
  const query = prepared(database, laneQuery)
  const open = plan.places.filter(place => gate.stretch(place, now).isOpen)
  for (const lane of [lineId, ...standsFor]) {
    for (const place of open) {
      const room = limit - found.length
      if (room <= 0) return found
      found.push(...(query.all(id, lane, place === unknownPlace ? null : place.id, room) as Candidate[]))
    }
  }
  return found
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
