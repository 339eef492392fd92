import type { Database } from 'better-sqlite3'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import { unknownPlace, type Place } from '../timing/places.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** A message that may be claimed now. */
export interface Candidate {
  readonly id: number
  readonly personId: number
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

const columns = `id, person_id personId, recipient, text, sender, encoding, parts, attempts,
  next_attempt_at nextAttemptAt, place_id placeId, prefers_line_id prefersLineId, EXISTS (SELECT 1 FROM suppressions WHERE phone = recipient) isSuppressed`
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
 * `fresh`. Nobody is found whose place is closed at this moment, whatever was planned earlier. What another line foresees
 * that it sends next is found only where nothing else is left.
 */
export function findDue(database: Database, delivery: QueuedDelivery, look: Look): Due {
  const { limit, fresh } = look
  const others = delivery.seats.ofOthers(look.lineId)
  const isFree = ({ id }: Candidate): boolean => !others.has(id)
  const due = findRetries(database, delivery, { ...look, limit: limit + others.size })
  const retries = due.filter(candidate => !postpone(database, candidate, { delivery, now: look.now }))
  const freeRetries = retries.filter(isFree).slice(0, limit)
  const room = Math.min(limit - freeRetries.length, fresh)
  const found = findNew(database, delivery, { ...look, limit: room > 0 ? room + others.size : 0 })
  const freeNew = found.candidates.filter(isFree).slice(0, Math.max(0, room))
  const taken = found.candidates.filter(candidate => !isFree(candidate))
  const candidates = [
    ...freeRetries,
    ...freeNew,
    ...retries.filter(candidate => !isFree(candidate)),
    ...taken.slice(0, Math.max(0, room - freeNew.length)),
  ]
  return {
    candidates: candidates.slice(0, limit),
    postponed: due.length - retries.length,
    isInOrder: found.isInOrder,
  }
}

/** The message that a line would claim now, as `findDue`, without writing anything. */
export function findFirst(
  database: Database,
  delivery: QueuedDelivery,
  look: Omit<Look, 'limit'>,
): Candidate | undefined {
  const others = delivery.seats.ofOthers(look.lineId)
  const limit = 1 + others.size
  const isFree = ({ id }: Candidate): boolean => !others.has(id)
  const retry = findRetries(database, delivery, { ...look, limit }).find(isFree)
  if (retry) return isAwake(delivery, retry, look.now) ? retry : undefined
  if (look.fresh < 1) return undefined
  return findNew(database, delivery, { ...look, limit }).candidates.find(isFree)
}

/** Messages that were not tried yet: first those that wait for this line, or for one that cannot send. */
function findNew(
  database: Database,
  delivery: QueuedDelivery,
  look: Omit<Look, 'fresh'>,
): Pick<Due, 'candidates' | 'isInOrder'> {
  const own = findLanes(database, delivery, look)
  const found = findFresh(database, delivery, { now: look.now, limit: look.limit - own.length })
  return { ...found, candidates: [...own, ...found.candidates] }
}

/** The fresh messages of places that are open. */
function findFresh(
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

function findRetries(
  database: Database,
  { id, plan }: QueuedDelivery,
  { now, limit, lineId, standsFor }: Omit<Look, 'fresh'>,
): Candidate[] {
  if (!plan.isPooled) return prepared(database, retryQuery).all(id, now, limit) as Candidate[]
  const lanes = JSON.stringify([lineId, ...standsFor])
  return prepared(database, retryOfLineQuery).all(id, now, lineId, lanes, limit) as Candidate[]
}

/** First what waits for this line, then what waits for one that cannot send. */
function findLanes(
  database: Database,
  delivery: QueuedDelivery,
  { lineId, standsFor, now, limit }: Omit<Look, 'fresh'>,
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

function isAwake(delivery: QueuedDelivery, { placeId }: Candidate, now: number): boolean {
  return delivery.gate.stretch(placeOf(delivery, placeId), now).isOpen
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
