import type { Database } from 'better-sqlite3'
import { dayOf } from '../../../shared/calendar-day.ts'
import { priceFor } from '../../../shared/lines/price-list.ts'
import type { LineLimits } from '../../../shared/lines/line-limits.ts'
import type { Workspace } from '../database/open.ts'
import type { Trouble } from '../database/trouble.ts'
import { findDue, placeOf, type Candidate } from './find-due.ts'
import { findUnwanted } from './find-unwanted.ts'
import type { Flight } from './flight.ts'
import { moveMessage, type Change } from './move-message.ts'
import { findAcceptedParts, planMessage } from './plan-message.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import type { SendingPlan } from './sending-plan.ts'
import type { Shares } from './shares.ts'
import { addUsage, openRoom, type CapKind, type SimDay, type SimRoom } from './sim-usage.ts'
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
  /** The cap that leaves no room for the next message. */
  cap?: CapKind
}

/** Who wants to claim, from what, and how much. */
export interface ClaimTurn {
  readonly lineId: number
  /** Lines that cannot send now: what waits for them may leave through this one. */
  readonly standsFor: readonly number[]
  /** What it counts against, and its caps. */
  readonly sim: SimDay
  readonly limits: Pick<LineLimits, 'dailyCap' | 'monthlyCap'>
  /** Where a claim is written down. */
  readonly place: Pick<Workspace, 'path' | 'isInPlace'>
  readonly queue: readonly QueuedDelivery[]
  readonly shares: Shares
  readonly slots: number
  readonly now: number
}

/**
 * Claims up to `slots` messages that are due: retries first, then fresh ones in order, of the delivery that was confirmed
 * first among those of a priority, the priorities by turns. One that is unwanted since its preparation is cancelled instead:
 * no attempt was made, so it has not failed; one that is too late expires. Runs inside the caller's
 * transaction; a delivery that is no longer sending gives nothing.
 */
export function claimMessages(database: Database, turn: ClaimTurn): Claims {
  const claims: Claims = { flights: [], changes: [], halts: [], cursors: new Map(), isMore: false }
  if (!turn.place.isInPlace()) return { ...claims, halts: haltAll(turn) }
  const sources = turn.queue.map(delivery => createSource(database, delivery, turn))
  const room = openRoom(database, turn.sim, turn.limits)
  let heldBack = 0
  while (claims.flights.length < turn.slots) {
    const open = sources.filter(({ isEmpty }) => !isEmpty)
    const among = [...new Set(open.map(({ delivery }) => delivery.plan.priority))]
    const priority = turn.shares.next(among)
    const source = open.find(({ delivery }) => delivery.plan.priority === priority)
    if (!source) break
    heldBack += claimFrom(database, source, { turn, claims, room, limit: among.length > 1 ? 1 : turn.slots })
    if (claims.cap) break
    if (heldBack > mostHeldBack) return { ...claims, isMore: true }
  }
  return claims
}

/** A claim in a file that nobody finds again is none: whoever opens the one that took its place would send once more. */
function haltAll({ queue, place: { path } }: ClaimTurn): Claims['halts'] {
  return queue.map(({ id }) => ({ deliveryId: id, trouble: { code: 'workspace/replaced', data: { path } } }))
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
  readonly room: SimRoom | undefined
  readonly limit: number
}

/** @returns how many messages were settled or put off instead of claimed */
function claimFrom(database: Database, source: Source, taking: Taking): number {
  const { turn, claims } = taking
  const { delivery } = source
  const { now } = turn
  const limit = Math.min(taking.limit, turn.slots - claims.flights.length)
  const fresh = delivery.waves.allowance(database, now).messages
  const { candidates, postponed, isInOrder } = findDue(database, delivery, { ...turn, limit, fresh })
  const before = { flights: claims.flights.length, changes: claims.changes.length }
  let begun = 0
  for (const candidate of candidates) {
    const isTaken = takeCandidate(database, candidate, { ...taking, source })
    if (source.isEmpty || claims.cap) break
    if (candidate.nextAttemptAt > 0) continue
    if (isTaken) begun += 1
    // What others foresee was passed over and is still to be found.
    const passedOver = Math.min(...delivery.seats.ofOthers(turn.lineId)) - 1
    if (isInOrder && candidate.prefersLineId === null)
      claims.cursors.set(delivery.id, Math.min(candidate.id, passedOver))
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
  { source, turn, claims, room }: Taking & { readonly source: Source },
): boolean {
  const { delivery, purse } = source
  const { now, lineId, sim } = turn
  const message = { id: candidate.id, deliveryId: delivery.id, state: 'queued' } as const
  const settle = (move: 'cancel' | 'expire', reason: string): boolean => {
    const change = moveMessage(database, { ...message, move }, { at: now, reason })
    if (change) claims.changes.push(change)
    return false
  }
  const unwanted = findUnwanted(database, candidate, delivery.plan)
  if (unwanted) return settle('cancel', unwanted)
  const deadline = delivery.plan.timetable.deadlineOf(placeOf(delivery, candidate.placeId))
  if (deadline <= now || isOver(delivery.plan, candidate)) return settle('expire', tooLate)
  const flight = planFlight(database, candidate, { delivery, lineId, sim, now, deadline })
  const cap = room?.take(flight.reservation.parts)
  if (cap) {
    claims.cap = cap
    return false
  }
  if (purse && !purse.spend(flight.reservation.parts * (flight.reservation.priceMicros ?? 0))) {
    claims.halts.push({ deliveryId: delivery.id, trouble: purse.trouble })
    source.isEmpty = true
    return false
  }
  const change = moveMessage(database, { ...message, move: 'claim' }, { at: now, lineId })
  if (!change) return false
  delivery.seats.clear(candidate.id)
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
    readonly sim: SimDay
    readonly now: number
    readonly deadline: number
  },
): Omit<Flight, 'attemptId'> {
  const { parts, attempts } = candidate
  const { delivery, lineId, sim, now, deadline } = given
  const acceptedParts = findAcceptedParts(database, candidate)
  return {
    deliveryId: delivery.id,
    lineId,
    claimedAt: now,
    attempts: attempts + 1,
    reservation: priceOut(candidate, delivery, { lineId, now, parts: parts - acceptedParts.length }),
    sim,
    message: planMessage(candidate, { delivery, deadline, acceptedParts }),
    taken: [],
    unwritten: [],
  }
}

function priceOut(
  { placeId }: Candidate,
  delivery: QueuedDelivery,
  { lineId, now, parts }: { readonly lineId: number; readonly now: number; readonly parts: number },
): Flight['reservation'] {
  const { pricesOf, currency, timeZone } = delivery.plan
  const { country } = placeOf(delivery, placeId)
  return { day: dayOf({ now, timeZone }), currency, priceMicros: priceFor(pricesOf(lineId), country), parts }
}

function takeOff(database: Database, flight: Omit<Flight, 'attemptId'>): Flight {
  const insert = 'INSERT INTO attempts (message_id, line_id, started_at) VALUES (?, ?, ?)'
  const { message, lineId, claimedAt, deliveryId, reservation, sim } = flight
  reserve(database, deliveryId, reservation)
  addUsage(database, sim, reservation.parts)
  const attemptId = Number(
    prepared(database, insert).run(message.messageId, lineId, claimedAt).lastInsertRowid,
  )
  return { ...flight, attemptId }
}
