import type { Database } from 'better-sqlite3'
import type { OutgoingMessage } from '../transports/transport.ts'
import type { Candidate } from './find-due.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** A candidate as a line is to send it. @param given until when somebody wants it, and what the network has of it */
export function planMessage(
  { id, recipient, text, encoding, ...candidate }: Candidate,
  given: {
    readonly delivery: QueuedDelivery
    /** Epoch ms; infinite where it never is too late. */
    readonly deadline: number
    readonly acceptedParts: readonly number[]
  },
): OutgoingMessage {
  const { delivery, deadline, acceptedParts } = given
  const sender = candidate.sender ?? delivery.plan.sender
  return {
    messageId: id,
    recipient,
    text,
    encoding,
    // The same at each try, so that a part sent later joins those that have arrived (3GPP TS 23.040 §9.2.3.24.1).
    reference: id & 0xff,
    acceptedParts,
    expiresAt: Number.isFinite(deadline) ? deadline : null,
    ...(sender === undefined ? {} : { sender }),
  }
}

/** Parts of a message that the network took in earlier attempts. */
export function findAcceptedParts(
  database: Database,
  { id, parts, nextAttemptAt }: Pick<Candidate, 'id' | 'parts' | 'nextAttemptAt'>,
): number[] {
  if (parts === 1 || nextAttemptAt === 0) return []
  const query = 'SELECT position FROM message_parts WHERE message_id = ? ORDER BY position'
  return prepared(database, query).pluck().all(id) as number[]
}
