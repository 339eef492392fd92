import type { Database } from 'better-sqlite3'
import { applyEarlyReceipts, applyOpenReceipts, concludeMessage } from './apply-receipt.ts'
import { personRemoved } from './cancel-messages-of.ts'
import type { Flight, Landing, TakenPart } from './flight.ts'
import type { Verdict } from './judge-outcome.ts'
import { moveMessage, type Change } from './move-message.ts'
import { prepared } from './prepared.ts'
import { addUsage } from './sim-usage.ts'
import { release } from './spending.ts'

/** Writes that the network took a part. */
export function writePart(database: Database, flight: Flight, part: TakenPart): void {
  const insert = `INSERT OR IGNORE INTO message_parts (message_id, position, line_id, reference, state, accepted_at)
    VALUES (?, ?, ?, ?, 'accepted', ?)`
  const { message, lineId } = flight
  prepared(database, insert).run(message.messageId, part.index, lineId, part.reference, part.at)
}

/** Writes the outcome of an attempt and what follows from it. Runs inside the caller's transaction. */
export function settleMessage(database: Database, landing: Landing, verdict: Verdict): Change[] {
  const { flight, outcome, at } = landing
  const { messageId } = flight.message
  for (const part of flight.unwritten) writePart(database, flight, part)
  prepared(database, 'UPDATE attempts SET ended_at = ?, outcome = ?, code = ? WHERE id = ?').run(
    at,
    outcome.kind,
    verdict.reason,
    flight.attemptId,
  )
  const claimed = {
    id: messageId,
    deliveryId: flight.deliveryId,
    state: 'claimed',
    move: verdict.move,
  } as const
  const change = moveMessage(database, claimed, { at, ...verdict })
  if (change && (verdict.move === 'requeue' || verdict.move === 'refuse')) giveBack(database, flight)
  return change ? [change, ...followUp(database, landing, verdict)] : []
}

/** Parts that the network did not take in this attempt cost nothing and count against no cap. */
function giveBack(database: Database, { deliveryId, reservation, sim, taken }: Flight): void {
  const notTaken = reservation.parts - taken.length
  release(database, deliveryId, { ...reservation, notTaken })
  addUsage(database, sim, -notTaken)
}

function followUp(database: Database, { flight, at }: Landing, verdict: Verdict): Change[] {
  const { lineId, claimedAt } = flight
  const { messageId } = flight.message
  switch (verdict.move) {
    case 'accept':
      return [
        ...applyEarlyReceipts(database, lineId, claimedAt),
        // Parts of an earlier attempt may have had their receipts while the last one was still missing.
        ...(flight.message.acceptedParts.length > 0 || flight.unwritten.length > 1
          ? concludeMessage(database, messageId, { at, code: null })
          : []),
      ]
    case 'lose':
      return [
        ...applyEarlyReceipts(database, lineId, claimedAt),
        ...applyOpenReceipts(database, lineId, claimedAt),
      ]
    // Reports of earlier messages to that number have waited for this one.
    case 'requeue':
      return [...applyEarlyReceipts(database, lineId, claimedAt), ...cancelIfUnwanted(database, flight, at)]
    case 'refuse':
      return applyEarlyReceipts(database, lineId, claimedAt)
  }
}

/**
 * Stopping cancels what is queued, and so does removing the person; what was under way then and comes back to the queue is
 * cancelled here.
 */
function cancelIfUnwanted(database: Database, { deliveryId, message }: Flight, at: number): Change[] {
  const query = `SELECT d.state, p.id IS NULL isPersonGone FROM messages m JOIN deliveries d ON d.id = m.delivery_id
    LEFT JOIN merged_people g ON g.id = m.person_id
    LEFT JOIN people p ON p.id = coalesce(g.into_id, m.person_id) WHERE m.id = ?`
  const found = prepared(database, query).get(message.messageId) as
    | { readonly state: string; readonly isPersonGone: 0 | 1 }
    | undefined
  const isPersonGone = found?.isPersonGone === 1
  if (found?.state !== 'stopped' && !isPersonGone) return []
  const queued = { id: message.messageId, deliveryId, state: 'queued', move: 'cancel' } as const
  const change = moveMessage(database, queued, { at, reason: isPersonGone ? personRemoved : null })
  return change ? [change] : []
}
