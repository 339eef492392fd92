import type { Database } from 'better-sqlite3'
import { isSameNumber } from '../../../shared/sms/is-same-number.ts'
import { prepared } from './prepared.ts'

/** A receipt as it is looked up. */
export interface ReceiptClue {
  readonly lineId: number
  readonly reference: string
  readonly recipient: string
  readonly status: 'delivered' | 'pending' | 'failed'
  readonly code: string
  readonly at: number
  /** It came while a message to its number was under way. */
  readonly isEarly?: boolean | undefined
}

/** The part that a receipt speaks of. */
export interface MatchedPart {
  readonly messageId: number
  readonly position: number
  /** It has no row yet: its answer was lost. */
  readonly isNew: boolean
}

interface PartRow {
  readonly messageId: number
  readonly position: number
  readonly state: 'accepted' | 'delivered' | 'failed'
  readonly recipient: string
}

interface OpenMessage {
  readonly messageId: number
  readonly recipient: string
  readonly parts: number
}

const dayMs = 86_400_000
/** Receipts that come later are rare, and references are many by then: these are looked through first. */
const usualWaitMs = 30 * dayMs
/** The longest validity, for which a network may try (3GPP TS 23.040 §9.2.3.12.1), and a week for the receipt. */
const longestWaitMs = (63 + 1) * 7 * dayMs
/** A receipt that says the same again within this time is the same receipt. */
const repeatMs = 600_000

/**
 * Finds the part of a receipt: same line, reference and number, the newest that has no final receipt. References wrap at
 * 256, so neither reference nor time alone would do. A repeated receipt finds the part that it was for; one that may be
 * for a message under way finds nothing yet.
 */
export function matchReceipt(database: Database, clue: ReceiptClue): MatchedPart | undefined {
  // A part of long ago with the same reference is not the one that is being answered.
  if (clue.isEarly && isUnderWay(database, clue)) return undefined
  const namesakes = findNamesakes(database, clue, usualWaitMs)
  const newest = namesakes[0]
  if (newest?.state === 'accepted') return toMatch(newest)
  if (isUnderWay(database, clue)) return undefined
  if (newest && isRepeat(database, newest, clue)) return toMatch(newest)
  const open = namesakes.find(part => part.state === 'accepted')
  if (open) return toMatch(open)
  return matchOpenMessage(database, clue) ?? matchOld(database, clue) ?? (newest && toMatch(newest))
}

/** What the network has held for longer than usual. */
function matchOld(database: Database, clue: ReceiptClue): MatchedPart | undefined {
  const old = findNamesakes(database, clue, longestWaitMs).find(part => part.state === 'accepted')
  return old && toMatch(old)
}

/**
 * A message whose answer was lost has no reference to match; where exactly one such message to that number is open on the
 * line, the receipt is its own.
 */
export function matchOpenMessage(database: Database, clue: ReceiptClue): MatchedPart | undefined {
  const query = `SELECT m.id messageId, m.recipient, m.parts FROM messages m INDEXED BY messages_unknown
    WHERE m.line_id = ? AND m.state = 'unknown' AND m.recipient LIKE ?
    AND (SELECT max(started_at) FROM attempts WHERE message_id = m.id) >= ?`
  const { lineId, recipient, at } = clue
  const [only, ...others] = (
    prepared(database, query).all(lineId, tailOf(recipient), at - longestWaitMs) as OpenMessage[]
  ).filter(row => isSameNumber(row.recipient, recipient))
  if (!only || others.length > 0) return undefined
  const known = prepared(database, 'SELECT position FROM message_parts WHERE message_id = ?')
    .pluck()
    .all(only.messageId) as number[]
  for (let position = 1; position <= only.parts; position++) {
    if (!known.includes(position)) return { messageId: only.messageId, position, isNew: true }
  }
  return undefined
}

function findNamesakes(
  database: Database,
  { lineId, reference, recipient, at }: ReceiptClue,
  waitMs: number,
): PartRow[] {
  const query = `SELECT p.message_id messageId, p.position, p.state, m.recipient
    FROM message_parts p INDEXED BY message_parts_by_reference JOIN messages m ON m.id = p.message_id
    WHERE p.line_id = ? AND p.reference = ? AND p.accepted_at >= ? AND m.recipient LIKE ?
    ORDER BY p.accepted_at DESC, p.message_id DESC`
  const rows = prepared(database, query).all(lineId, reference, at - waitMs, tailOf(recipient))
  return (rows as PartRow[]).filter(row => isSameNumber(row.recipient, recipient))
}

function isUnderWay(database: Database, { lineId, recipient }: ReceiptClue): boolean {
  const query = `SELECT m.recipient FROM attempts a INDEXED BY attempts_open JOIN messages m ON m.id = a.message_id
    WHERE a.line_id = ? AND a.ended_at IS NULL`
  const recipients = prepared(database, query).pluck().all(lineId) as string[]
  return recipients.some(other => isSameNumber(other, recipient))
}

function isRepeat(database: Database, part: PartRow, { status, code, at }: ReceiptClue): boolean {
  const query = `SELECT 1 FROM receipts INDEXED BY receipts_by_message
    WHERE message_id = ? AND position = ? AND status = ? AND code = ? AND received_at > ?`
  const { messageId, position } = part
  return prepared(database, query).get(messageId, position, status, code, at - repeatMs) !== undefined
}

function toMatch({ messageId, position }: PartRow): MatchedPart {
  return { messageId, position, isNew: false }
}

/** A pattern that lets through all spellings of a number, and little else. */
function tailOf(recipient: string): string {
  return `%${recipient.replace(/\D/g, '').slice(-7)}`
}
