import type { Database } from 'better-sqlite3'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import { matchOpenMessage, matchReceipt, type MatchedPart, type ReceiptClue } from './match-receipt.ts'
import { moveMessage, type Change } from './move-message.ts'
import { prepared } from './prepared.ts'

interface StoredReceipt extends ReceiptClue {
  readonly id: number
}

/** Keeps a receipt and does what it says, if its part is known; else it waits for the outcome of a message under way. */
export function takeReceipt(database: Database, clue: ReceiptClue): Change[] {
  const part = matchReceipt(database, clue)
  const insert = `INSERT INTO receipts (line_id, reference, recipient, status, code, received_at)
    VALUES (@lineId, @reference, @recipient, @status, @code, @at)`
  const { lineId, reference, recipient, status, code, at } = clue
  const row = prepared(database, insert).run({ lineId, reference, recipient, status, code, at })
  if (!part) return []
  return applyReceipt(database, { ...clue, id: Number(row.lastInsertRowid) }, part)
}

/** Applies the receipts of a message that came before its outcome: matched by the references that it now has. */
export function applyEarlyReceipts(database: Database, lineId: number, since: number): Change[] {
  return findUnmatched(database, lineId, since).flatMap(receipt => {
    const part = matchReceipt(database, receipt)
    return part ? applyReceipt(database, receipt, part) : []
  })
}

/** Settles a message whose answer was lost by receipts that have come for its number since it was claimed. */
export function applyOpenReceipts(database: Database, lineId: number, since: number): Change[] {
  return findUnmatched(database, lineId, since).flatMap(receipt => {
    const part = matchOpenMessage(database, receipt)
    return part ? applyReceipt(database, receipt, part) : []
  })
}

/** Moves an accepted or unknown message once its parts say so: all delivered, or one failed. */
export function concludeMessage(
  database: Database,
  messageId: number,
  { at, code }: { at: number; code: string | null },
): Change[] {
  const message = prepared(
    database,
    'SELECT delivery_id deliveryId, state, parts FROM messages WHERE id = ?',
  ).get(messageId) as { deliveryId: number; state: MessageState; parts: number } | undefined
  if (!message) return []
  const states = prepared(database, 'SELECT state FROM message_parts WHERE message_id = ?')
    .pluck()
    .all(messageId) as string[]
  const hasFailed = states.includes('failed')
  const isDelivered = states.length === message.parts && states.every(state => state === 'delivered')
  if (!hasFailed && !isDelivered) return []
  const { deliveryId, state } = message
  const move = hasFailed ? 'undeliver' : 'deliver'
  const change = moveMessage(database, { id: messageId, deliveryId, state, move }, { at, reason: code })
  return change ? [change] : []
}

function applyReceipt(database: Database, receipt: StoredReceipt, part: MatchedPart): Change[] {
  const { id, lineId, reference, status, at } = receipt
  const { messageId, position, isNew } = part
  prepared(database, 'UPDATE receipts SET message_id = ?, position = ? WHERE id = ?').run(
    messageId,
    position,
    id,
  )
  if (isNew) {
    const insert = `INSERT INTO message_parts (message_id, position, line_id, reference, state, accepted_at)
      VALUES (?, ?, ?, ?, 'accepted', ?)`
    prepared(database, insert).run(messageId, position, lineId, reference, at)
  }
  if (status === 'pending') return []
  const update = `UPDATE message_parts SET state = ? WHERE message_id = ? AND position = ? AND state = 'accepted'`
  if (prepared(database, update).run(status, messageId, position).changes === 0) return []
  return concludeMessage(database, messageId, { at, code: receipt.code })
}

function findUnmatched(database: Database, lineId: number, since: number): StoredReceipt[] {
  const query = `SELECT id, line_id lineId, reference, recipient, status, code, received_at at
    FROM receipts INDEXED BY receipts_unmatched
    WHERE line_id = ? AND received_at >= ? AND message_id IS NULL ORDER BY id`
  return prepared(database, query).all(lineId, since) as StoredReceipt[]
}
