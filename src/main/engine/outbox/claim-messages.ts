import type { Database } from 'better-sqlite3'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import type { Flight } from './flight.ts'
import { moveMessage, type Change } from './move-message.ts'
import { prepared } from './prepared.ts'

/** A delivery in the queue of its line, first confirmed first. */
export interface QueuedDelivery {
  readonly id: number
  /** Messages up to this id have been tried at least once: fresh ones come after it. */
  cursor: number
}

interface Candidate {
  readonly id: number
  readonly recipient: string
  readonly text: string
  readonly encoding: Encoding
  readonly parts: number
  readonly attempts: number
  readonly nextAttemptAt: number
  readonly isSuppressed: 0 | 1
}

const columns = `id, recipient, text, encoding, parts, attempts, next_attempt_at nextAttemptAt,
  EXISTS (SELECT 1 FROM suppressions WHERE phone = recipient) isSuppressed`
/** As many messages that may not leave are settled in one turn: each takes some 20 µs. */
const mostHeldBack = 500
const retryQuery = `SELECT ${columns} FROM messages INDEXED BY messages_retry
  WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0 AND next_attempt_at <= ?
  ORDER BY next_attempt_at LIMIT ?`
const freshQuery = `SELECT ${columns} FROM messages INDEXED BY messages_by_state
  WHERE delivery_id = ? AND state = 'queued' AND id > ? AND next_attempt_at = 0 ORDER BY id LIMIT ?`

/** What is claimed, and everything that has moved. */
export interface Claims {
  readonly flights: Flight[]
  readonly changes: Change[]
  /** More is due than one turn may look at. */
  readonly isMore: boolean
}

/**
 * Claims up to `slots` messages that are due: retries first, then fresh ones in order, of the delivery that was confirmed
 * first. One to a number that has been suppressed since its preparation is cancelled instead: no attempt was made, so it
 * has not failed. Runs inside the caller's transaction; a delivery that is no longer sending gives nothing.
 */
export function claimMessages(
  database: Database,
  turn: { lineId: number; queue: readonly QueuedDelivery[]; slots: number; now: number },
): Claims {
  const claims: Claims = { flights: [], changes: [], isMore: false }
  let heldBack = 0
  for (const delivery of turn.queue) {
    while (claims.flights.length < turn.slots) {
      const due = findDue(database, delivery, { now: turn.now, limit: turn.slots - claims.flights.length })
      if (due.length === 0) break
      const before = claims.changes.length
      for (const candidate of due) takeCandidate(database, candidate, { delivery, turn, claims })
      heldBack += due.filter(({ isSuppressed }) => isSuppressed === 1).length
      if (heldBack > mostHeldBack) return { ...claims, isMore: true }
      if (claims.changes.length === before || heldBack === 0) break
    }
  }
  return claims
}

function takeCandidate(
  database: Database,
  candidate: Candidate,
  {
    delivery,
    turn: { now, lineId },
    claims,
  }: {
    readonly delivery: QueuedDelivery
    readonly turn: { readonly now: number; readonly lineId: number }
    readonly claims: Claims
  },
): void {
  const message = { id: candidate.id, deliveryId: delivery.id, state: 'queued' } as const
  if (candidate.isSuppressed) {
    const cancelled = moveMessage(database, { ...message, move: 'cancel' }, { at: now, reason: 'suppressed' })
    if (cancelled) claims.changes.push(cancelled)
    return
  }
  const change = moveMessage(database, { ...message, move: 'claim' }, { at: now, lineId })
  if (!change) return
  claims.changes.push(change)
  claims.flights.push(takeOff(database, candidate, { deliveryId: delivery.id, lineId, now }))
}

/** When the next message that waits for a retry is due; undefined when none waits. */
export function findNextRetry(database: Database, queue: readonly QueuedDelivery[]): number | undefined {
  const query = `SELECT min(next_attempt_at) FROM messages INDEXED BY messages_retry
    WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0`
  const times = queue.map(({ id }) => prepared(database, query).pluck().get(id) as number | null)
  const due = times.filter(time => time !== null)
  return due.length === 0 ? undefined : Math.min(...due)
}

/** The last look at a message before it leaves: whatever forbids sending it at this moment belongs here. */
function findDue(
  database: Database,
  delivery: QueuedDelivery,
  { now, limit }: { now: number; limit: number },
): Candidate[] {
  const state = prepared(database, 'SELECT state FROM deliveries WHERE id = ?').pluck().get(delivery.id)
  if (state !== 'sending') return []
  const retries = prepared(database, retryQuery).all(delivery.id, now, limit) as Candidate[]
  if (retries.length >= limit) return retries
  const fresh = prepared(database, freshQuery)
  return [...retries, ...(fresh.all(delivery.id, delivery.cursor, limit - retries.length) as Candidate[])]
}

function takeOff(
  database: Database,
  candidate: Candidate,
  { deliveryId, lineId, now }: { deliveryId: number; lineId: number; now: number },
): Flight {
  const { id, recipient, text, encoding, parts, attempts } = candidate
  const insert = 'INSERT INTO attempts (message_id, line_id, started_at) VALUES (?, ?, ?)'
  const attemptId = Number(prepared(database, insert).run(id, lineId, now).lastInsertRowid)
  const acceptedParts = parts > 1 && candidate.nextAttemptAt > 0 ? findAcceptedParts(database, id) : []
  // The same reference at each try, so that a part sent later joins those that have arrived (3GPP TS 23.040 §9.2.3.24.1).
  const reference = id & 0xff
  return {
    attemptId,
    deliveryId,
    lineId,
    claimedAt: now,
    attempts: attempts + 1,
    message: { messageId: id, recipient, text, encoding, reference, acceptedParts },
    taken: [],
    unwritten: [],
  }
}

function findAcceptedParts(database: Database, messageId: number): number[] {
  const query = 'SELECT position FROM message_parts WHERE message_id = ? ORDER BY position'
  return prepared(database, query).pluck().all(messageId) as number[]
}
