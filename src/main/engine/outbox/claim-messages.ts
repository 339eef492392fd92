import type { Database } from 'better-sqlite3'
import { dayOf } from '../../../shared/calendar-day.ts'
import { priceFor } from '../../../shared/lines/price-list.ts'
import type { Trouble } from '../database/trouble.ts'
import { findDue, placeOf, type Candidate } from './find-due.ts'
import type { Flight } from './flight.ts'
import { moveMessage, type Change } from './move-message.ts'
import { planMessage } from './plan-message.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import type { SendingPlan } from './sending-plan.ts'
import type { Shares } from './shares.ts'
import { openPurse, reserve, type Purse } from './spending.ts'

/** As many messages that may not leave are settled in one turn: each takes some 20 µs. */
const mostHeldBack = 500
/** The reason of a message that expired. */
export const tooLate = 'too-late'

/** What is claimed, and everything that has moved. */
export interface Claims {
  readonly flights: Flight[]
  readonly changes: Change[]
  /** Deliveries that may not go on by themselves, and why. */
  readonly halts: { readonly deliveryId: number; readonly trouble: Trouble }[]
  /** Up to which message everything of a delivery has been dealt with, once this is on disk. */
  readonly cursors: Map<number, number>
  /** More is due than one turn may look at. */
  readonly isMore: boolean
}

/** Who wants to claim, from what, and how much. */
export interface ClaimTurn {
  readonly lineId: number
  readonly queue: readonly QueuedDelivery[]
  readonly shares: Shares
  readonly slots: number
  readonly now: number
}

/**
 * Claims up to `slots` messages that are due: retries first, then fresh ones in order, of the delivery that was confirmed
 * first among those of a priority, the priorities by turns. One to a number that has been suppressed since its preparation
 * is cancelled instead: no attempt was made, so it has not failed; one that is too late expires. Runs inside the caller's
 * transaction; a delivery that is no longer sending gives nothing.
 */
export function claimMessages(database: Database, turn: ClaimTurn): Claims {
  const claims: Claims = { flights: [], changes: [], halts: [], cursors: new Map(), isMore: false }
  const sources = turn.queue.map(delivery => createSource(database, delivery, turn))
  let heldBack = 0
  while (claims.flights.length < turn.slots) {
    const open = sources.filter(({ isEmpty }) => !isEmpty)
    const among = [...new Set(open.map(({ delivery }) => delivery.plan.priority))]
    const priority = turn.shares.next(among)
    const source = open.find(({ delivery }) => delivery.plan.priority === priority)
    if (!source) break
    heldBack += claimFrom(database, source, { turn, claims, limit: among.length > 1 ? 1 : turn.slots })
    if (heldBack > mostHeldBack) return { ...claims, isMore: true }
  }
  return claims
}

/** A delivery in one turn. */
interface Source {
  readonly delivery: QueuedDelivery
  readonly purse: Purse | undefined
  /** It has nothing more for this turn. */
  isEmpty: boolean
}

function createSource(database: Database, delivery: QueuedDelivery, { now }: ClaimTurn): Source {
  const state = prepared(database, 'SELECT state FROM deliveries WHERE id = ?').pluck().get(delivery.id)
  return { delivery, purse: openPurse(database, delivery, now), isEmpty: state !== 'sending' }
}

interface Taking {
  readonly turn: ClaimTurn
  readonly claims: Claims
  readonly limit: number
}

/** @returns how many messages were settled or put off instead of claimed */
function claimFrom(database: Database, source: Source, { turn, claims, limit }: Taking): number {
  const { delivery } = source
  const { now } = turn
  const room = Math.min(limit, turn.slots - claims.flights.length)
  const fresh = delivery.waves.allowance(database, now).messages
  const { candidates, postponed, isInOrder } = findDue(database, delivery, { now, limit: room, fresh })
  const before = { flights: claims.flights.length, changes: claims.changes.length }
  let begun = 0
  for (const candidate of candidates) {
    const isTaken = takeCandidate(database, candidate, { source, turn, claims })
    if (source.isEmpty) break
    if (candidate.nextAttemptAt > 0) continue
    if (isTaken) begun += 1
    if (isInOrder) claims.cursors.set(delivery.id, candidate.id)
  }
  delivery.waves.note(database, begun, now)
  const moved = claims.changes.length - before.changes
  if (moved + postponed === 0) source.isEmpty = true
  return moved + postponed - (claims.flights.length - before.flights)
}

/** @returns whether the message is claimed */
function takeCandidate(
  database: Database,
  candidate: Candidate,
  { source, turn, claims }: { readonly source: Source; readonly turn: ClaimTurn; readonly claims: Claims },
): boolean {
  const { delivery, purse } = source
  const { now, lineId } = turn
  const message = { id: candidate.id, deliveryId: delivery.id, state: 'queued' } as const
  const settle = (move: 'cancel' | 'expire', reason: string): boolean => {
    const change = moveMessage(database, { ...message, move }, { at: now, reason })
    if (change) claims.changes.push(change)
    return false
  }
  if (candidate.isSuppressed) return settle('cancel', 'suppressed')
  const deadline = delivery.plan.timetable.deadlineOf(placeOf(delivery, candidate.placeId))
  if (deadline <= now || isOver(delivery.plan, candidate)) return settle('expire', tooLate)
  const flight = planFlight(database, candidate, { delivery, lineId, now, deadline })
  if (purse && !purse.spend(flight.reservation.parts * (flight.reservation.priceMicros ?? 0))) {
    claims.halts.push({ deliveryId: delivery.id, trouble: purse.trouble })
    source.isEmpty = true
    return false
  }
  const change = moveMessage(database, { ...message, move: 'claim' }, { at: now, lineId })
  if (!change) return false
  claims.changes.push(change)
  claims.flights.push(takeOff(database, flight))
  return true
}

/** The moment of the person was over before anybody released the delivery. */
function isOver({ tooLateBefore }: SendingPlan, { nextAttemptAt, attempts }: Candidate): boolean {
  return tooLateBefore !== null && attempts === 0 && nextAttemptAt > 0 && nextAttemptAt <= tooLateBefore
}

function planFlight(
  database: Database,
  candidate: Candidate,
  given: {
    readonly delivery: QueuedDelivery
    readonly lineId: number
    readonly now: number
    readonly deadline: number
  },
): Omit<Flight, 'attemptId'> {
  const { id, parts, attempts } = candidate
  const { delivery, lineId, now, deadline } = given
  const acceptedParts = parts > 1 && candidate.nextAttemptAt > 0 ? findAcceptedParts(database, id) : []
  return {
    deliveryId: delivery.id,
    lineId,
    claimedAt: now,
    attempts: attempts + 1,
    reservation: priceOut(candidate, delivery, { now, parts: parts - acceptedParts.length }),
    message: planMessage(candidate, { delivery, deadline, acceptedParts }),
    taken: [],
    unwritten: [],
  }
}

function priceOut(
  { placeId }: Candidate,
  delivery: QueuedDelivery,
  { now, parts }: { readonly now: number; readonly parts: number },
): Flight['reservation'] {
  const { prices, currency, timeZone } = delivery.plan
  const { country } = placeOf(delivery, placeId)
  return { day: dayOf({ now, timeZone }), currency, priceMicros: priceFor(prices, country), parts }
}

function takeOff(database: Database, flight: Omit<Flight, 'attemptId'>): Flight {
  const insert = 'INSERT INTO attempts (message_id, line_id, started_at) VALUES (?, ?, ?)'
  const { message, lineId, claimedAt, deliveryId, reservation } = flight
  reserve(database, deliveryId, reservation)
  const attemptId = Number(
    prepared(database, insert).run(message.messageId, lineId, claimedAt).lastInsertRowid,
  )
  return { ...flight, attemptId }
}

function findAcceptedParts(database: Database, messageId: number): number[] {
  const query = 'SELECT position FROM message_parts WHERE message_id = ? ORDER BY position'
  return prepared(database, query).pluck().all(messageId) as number[]
}
