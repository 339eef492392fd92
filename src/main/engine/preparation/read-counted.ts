import type { Database } from 'better-sqlite3'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import { heldUntil } from '../delivery-tests/held-until.ts'
import type { CountedMessage } from './tally.ts'

/** A message as it was counted, and whose it is. */
export interface WrittenMessage extends Omit<CountedMessage, 'text'> {
  readonly personId: number
}

interface Row {
  readonly messageId: number
  readonly personId: number
  readonly parts: number
  readonly encoding: Encoding
  readonly variant: string | null
  readonly language: string | null
  readonly placeId: number
  readonly dueAt: number | null
  readonly test: number | null
}

interface HeldRow {
  readonly parts: number
  readonly encoding: Encoding
  readonly dueAt: number | null
}

/** Reads messages that a preparation wrote as they were counted, in order of their people, so that they can be taken back. */
export function prepareCounted(sql: Database): (ids: readonly number[]) => WrittenMessage[] {
  const read = sql.prepare(
    `SELECT id messageId, person_id personId, place_id placeId, parts, encoding, variant, language, test,
       nullif(next_attempt_at, 0) dueAt FROM messages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY person_id`,
  )
  const readHeld = sql.prepare(
    'SELECT parts, encoding, nullif(due_at, 0) dueAt FROM held_texts WHERE message_id = ? ORDER BY test',
  )
  return ids =>
    (read.all(JSON.stringify(ids)) as Row[]).map(row => {
      const held = row.dueAt === heldUntil ? (readHeld.all(row.messageId) as HeldRow[]) : undefined
      const dueAt = (held ? held[0]?.dueAt : row.dueAt) ?? undefined
      return { ...row, dueAt, test: row.test ?? undefined, held }
    })
}
