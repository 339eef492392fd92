import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import type { InboundPlace } from '../transports/transport.ts'
import { keepMessage, type InboundMessage } from './keep-message.ts'
import { prepared } from './prepared.ts'

/** Stands where a part never came. */
const gap = '…'

/** One part of a long message that came in. */
export interface InboundPart extends InboundMessage {
  readonly part: InboundPlace
}

interface PartRow {
  readonly id: number
  readonly lineId: number
  readonly sender: string
  readonly reference: number
  readonly isWide: number
  readonly parts: number
  readonly position: number
  readonly text: string
  readonly sentAt: number
  readonly at: number
  readonly inboundId: number | null
}

const columns = `id, line_id lineId, sender, reference, is_wide isWide, parts, position, text, sent_at sentAt,
  received_at at, inbound_id inboundId`

/**
 * Writes down a part, and the message once it is whole. Parts belong together by line, sender, reference and count: two
 * senders may well use one reference. Runs in the caller's transaction.
 */
export function keepPart(context: EngineContext, message: InboundPart): void {
  const { sql } = context.workspace
  const { part, text, sentAt } = message
  const known = findNamesakes(sql, message)
  // A modem that could not delete it any more tells it again.
  if (known.some(row => row.position === part.index && row.text === text && row.sentAt === sentAt)) return
  const awaiting = known.filter(row => row.inboundId === null)
  // Some phones give every message the same reference: another first part begins another message.
  const isAnother = awaiting.some(row => row.position === part.index)
  if (isAnother) joinParts(context, awaiting)
  insertPart(sql, message)
  const parts = findNamesakes(sql, message).filter(row => row.inboundId === null)
  if (parts.length === part.of) joinParts(context, parts)
}

/** Passes on what has waited in vain since before `until`, with a gap where a part never came; in the caller's transaction. */
export function passOnIncomplete(context: EngineContext, until: number): void {
  const awaiting = readAwaiting(context.workspace.sql)
  for (const parts of awaiting) if (lastOf(parts) <= until) joinParts(context, parts)
}

/** When the last part came of the message that has waited longest; undefined where none is incomplete. */
export function longestAwaited(sql: Database): number | undefined {
  const lasts = readAwaiting(sql).map(lastOf)
  return lasts.length === 0 ? undefined : Math.min(...lasts)
}

/** Forgets the parts of messages that no modem can tell again. */
export function forgetJoined(sql: Database, before: number): void {
  sql.prepare('DELETE FROM inbound_parts WHERE inbound_id IS NOT NULL AND received_at < ?').run(before)
}

function insertPart(sql: Database, { lineId, sender, text, sentAt, at, part }: InboundPart): void {
  const insert = `INSERT INTO inbound_parts
    (line_id, sender, reference, is_wide, parts, position, text, sent_at, received_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { reference, isWide, of, index } = part
  prepared(sql, insert).run(lineId, sender, reference, Number(isWide), of, index, text, sentAt, at)
}

function findNamesakes(sql: Database, { lineId, sender, part }: InboundPart): PartRow[] {
  const query = `SELECT ${columns} FROM inbound_parts INDEXED BY inbound_parts_by_message
    WHERE line_id = ? AND sender = ? AND reference = ? AND parts = ? AND is_wide = ? ORDER BY id`
  return prepared(sql, query).all(lineId, sender, part.reference, part.of, Number(part.isWide)) as PartRow[]
}

function readAwaiting(sql: Database): PartRow[][] {
  const query = `SELECT ${columns} FROM inbound_parts INDEXED BY inbound_parts_awaiting
    WHERE inbound_id IS NULL ORDER BY received_at, id`
  const rows = prepared(sql, query).all() as PartRow[]
  return [...Map.groupBy(rows, keyOf).values()]
}

function keyOf({ lineId, sender, reference, parts, isWide }: PartRow): string {
  return JSON.stringify([lineId, sender, reference, parts, isWide])
}

function lastOf(parts: readonly PartRow[]): number {
  return Math.max(...parts.map(({ at }) => at))
}

function joinParts(context: EngineContext, parts: readonly PartRow[]): void {
  const [first] = parts
  if (first === undefined) return
  const texts = Array.from({ length: first.parts }, () => gap)
  for (const { position, text } of parts) texts[position - 1] = text
  const { lineId, sender, sentAt } = first
  const inboundId = keepMessage(context, { lineId, sender, text: texts.join(''), sentAt, at: lastOf(parts) })
  const update = prepared(context.workspace.sql, 'UPDATE inbound_parts SET inbound_id = ? WHERE id = ?')
  for (const { id } of parts) update.run(inboundId, id)
}
