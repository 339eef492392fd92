import type { Database } from 'better-sqlite3'
import type { MessageRow, StateCounts } from '../../../shared/contract/deliveries.ts'
import type { MessageShare } from '../../../shared/contract/delivery-figures.ts'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import { searchCondition } from '../people/search-condition.ts'
import { breathe } from '../people/breathe.ts'
import { isReaction } from '../delivery-tests/reacted.ts'
import { countShare, isOfShare } from '../figures/message-share.ts'
import { countMessages, sumOf } from './count-messages.ts'
import { endsOfMessages } from './ends-of-messages.ts'

/** A window into the messages of a delivery. */
export interface MessageWindow {
  readonly id: number
  readonly state?: MessageState | undefined
  /** Any of these; `state` when absent. */
  readonly states?: readonly MessageState[] | undefined
  readonly search?: string | undefined
  readonly within?: MessageShare | undefined
  readonly offset: number
  readonly limit: number
}

/** Messages that a search looks at between two breaths. */
const searchSpan = 10_000

/** Messages of a delivery: those of some states state by state in order of id, all of them in order of number. */
export async function listMessages(
  sql: Database,
  window: MessageWindow,
): Promise<{ total: number; rows: MessageRow[] }> {
  const { id, offset, limit } = window
  if (window.search) {
    const ids = await searchMessages(sql, window)
    return { total: ids.length, rows: readMessages(sql, ids.slice(offset, offset + limit)) }
  }
  if (window.within) return listShare(sql, window, window.within)
  const counts = countMessages(sql, id)
  const states = statesOf(window)
  if (states) {
    const total = states.reduce((sum, state) => sum + counts[state], 0)
    return { total, rows: readMessages(sql, idsOfStates(sql, { ...window, states }, counts)) }
  }
  const ids = sql
    .prepare(
      'SELECT message_id FROM delivery_recipients WHERE delivery_id = ? ORDER BY recipient LIMIT ? OFFSET ?',
    )
    .pluck()
    .all(id, limit, offset) as number[]
  return { total: sumOf(counts), rows: readMessages(sql, ids) }
}

function statesOf({
  state,
  states,
}: Pick<MessageWindow, 'state' | 'states'>): readonly MessageState[] | undefined {
  return states ? [...new Set(states)] : state && [state]
}

/** One state after the other: each of them is a range of an index, so that no page has to sort. */
function idsOfStates(
  sql: Database,
  window: MessageWindow & { readonly states: readonly MessageState[] },
  counts: StateCounts,
): number[] {
  const select = sql
    .prepare('SELECT id FROM messages WHERE delivery_id = ? AND state = ? ORDER BY id LIMIT ? OFFSET ?')
    .pluck()
  const ids: number[] = []
  let skip = window.offset
  for (const state of window.states) {
    const room = window.limit - ids.length
    if (room === 0) break
    if (skip < counts[state]) ids.push(...(select.all(window.id, state, room, skip) as number[]))
    skip = Math.max(0, skip - counts[state])
  }
  return ids
}

/** The sums say how many there are, so that only as much is looked at as comes before the end of the page. */
async function listShare(
  sql: Database,
  window: MessageWindow,
  share: MessageShare,
): Promise<{ total: number; rows: MessageRow[] }> {
  if (isReaction(share.by)) return listReacted(sql, window, share)
  const total = countShare(sql, {
    id: window.id,
    states: statesOf(window),
    share: { ...share, by: share.by },
  })
  const end = Math.min(total, window.offset + window.limit)
  const ids: number[] = []
  for (const span of eachMessageSpan(sql, window)) {
    if (ids.length >= end) break
    ids.push(...span)
    await breathe()
  }
  return { total, rows: readMessages(sql, ids.slice(window.offset, end)) }
}

/** Those whom somebody reacted to are found from the reactions, of which there are few. */
function listReacted(
  sql: Database,
  window: MessageWindow,
  share: MessageShare,
): { total: number; rows: MessageRow[] } {
  const reacted = isOfShare(share, window.id)
  const states = statesOf(window)
  const wanted = states ? JSON.stringify(states) : null
  const ids = sql
    .prepare(
      `SELECT id FROM messages WHERE ${reacted.sql}
       AND (? IS NULL OR state IN (SELECT value FROM json_each(?))) ORDER BY id`,
    )
    .pluck()
    .all(...reacted.parameters, wanted, wanted) as number[]
  const { offset, limit } = window
  return { total: ids.length, rows: readMessages(sql, ids.slice(offset, offset + limit)) }
}

/** Ids of the messages whose person or number matches a search, ascending. */
async function searchMessages(sql: Database, window: MessageWindow): Promise<number[]> {
  const ids: number[] = []
  for (const span of eachMessageSpan(sql, window)) {
    ids.push(...span)
    await breathe()
  }
  return ids
}

/** Ids of the messages of some states, or that match a search, ascending: each stretch looks at 10,000 messages. */
export function* eachMessageSpan(
  sql: Database,
  { id, search, within, ...window }: Omit<MessageWindow, 'offset' | 'limit'>,
): Generator<number[]> {
  const ends = endsOfMessages(sql, id)
  if (!ends) return
  const found = search ? foundBy(search) : everyone
  const alike = within ? isOfShare(within, id) : everyone
  const people = search ? 'LEFT JOIN people ON people.id = person_id' : ''
  const select = sql
    .prepare(
      `SELECT messages.id FROM messages ${people}
       WHERE messages.id BETWEEN ? AND ? AND delivery_id = ? AND (? IS NULL OR state IN (SELECT value FROM json_each(?)))
       AND ${found.sql} AND ${alike.sql} ORDER BY messages.id`,
    )
    .pluck()
  const states = statesOf(window)
  const wanted = states ? JSON.stringify(states) : null
  for (let first = ends.first; first <= ends.last; first += searchSpan) {
    const parameters = [...found.parameters, ...alike.parameters]
    yield select.all(first, first + searchSpan - 1, id, wanted, wanted, ...parameters) as number[]
  }
}

const everyone: SqlPart = { sql: '1', parameters: [] }

function foundBy(search: string): SqlPart {
  const found = searchCondition(search)
  return {
    sql: `((${found.sql}) IS TRUE OR instr(recipient, ?) > 0)`,
    parameters: [...found.parameters, search.replaceAll(' ', '')],
  }
}

/** Of a joined person: empty without a name, null where nobody was joined because the person was deleted. */
export const personName = `iif(people.id IS NULL, NULL,
  trim(coalesce(people.first_name, '') || ' ' || coalesce(people.last_name, '')))`

/** A JSON list; null for a message that is not held back. */
const heldTexts = `(SELECT nullif(json_group_array(text), '[]') FROM (
  SELECT held_texts.text FROM held_texts WHERE message_id = messages.id ORDER BY test))`

interface ReadRow extends Omit<MessageRow, 'held'> {
  readonly held: string | null
}

/** The messages with these ids, in the same order. */
export function readMessages(sql: Database, ids: readonly number[]): MessageRow[] {
  const rows = sql
    .prepare(
      `SELECT messages.id, person_id personId, recipient, text, encoding, parts, variant, test, state, reason, attempts,
         changed_at changedAt, ${heldTexts} held,
         ${personName} personName
       FROM messages LEFT JOIN merged_people ON merged_people.id = person_id
         LEFT JOIN people ON people.id = coalesce(into_id, person_id)
       WHERE messages.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids)) as ReadRow[]
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    if (!row) return []
    const { held, ...message } = row
    return held === null ? message : { ...message, held: JSON.parse(held) as string[] }
  })
}
