import type { Database } from 'better-sqlite3'
import type { SqlPart } from '../audiences/sql-part.ts'
import type { EngineContext } from '../context.ts'
import { endsOfState } from '../deliveries/ends-of-messages.ts'
import { stretchesOf } from '../populations/stretches.ts'
import { foreseeQueued, type ForeseenMessage } from './foresee-queued.ts'
import type { PreparationPlan } from './preparation-plan.ts'

const day = 86_400_000

/** Messages entered between two breaths: some 10 ms. */
const span = 5000

/** States of messages that left, or may have. */
const leftStates = ['accepted', 'delivered', 'undelivered', 'unknown'] as const
/** States of messages that are going to. */
const waitingStates = ['claimed', 'queued'] as const

/** What else people are texted, by their number: gathered once, so that nobody is looked up in the whole ledger. */
export interface Contacts {
  /** Times as text, one after the other; null where there is none. */
  readonly column: SqlPart
  drop(): void
}

/**
 * Gathers when people were texted, or are going to be, by other deliveries that were confirmed; at once or not, of whatever
 * kind, proofs apart. What waits counts when it is really going to leave: by its start, its waves, the pace of its line, the
 * hours of its place. A message counts for its number, and for its person where they have another number by now. Undefined
 * where no cap asks.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function gatherContacts(
  context: EngineContext,
  { deliveryId, caps, contactAt }: PreparationPlan,
  signal: AbortSignal,
): Promise<Contacts | undefined> {
  if (caps.length === 0) return undefined
  const { sql } = context.workspace
  const table = `temp.contacts_${deliveryId}`
  const reach = Math.max(...caps.map(({ days }) => days)) * day
  const from = contactAt - reach
  sql.exec(`DROP TABLE IF EXISTS ${table};
    CREATE TABLE ${table} (who, at INTEGER, message_id INTEGER, PRIMARY KEY (who, at, message_id)) WITHOUT ROWID`)
  const enterLeft = prepareLeft(sql, table)
  const enterWaiting = prepareWaiting(sql, table)
  for (const id of findCounted(sql, deliveryId, from)) {
    for (const state of leftStates) {
      const ends = endsOfState(sql, id, state)
      for await (const stretch of stretchesOf(ends, signal, span)) enterLeft({ from, id, state, ...stretch })
    }
    const foresee = foreseeQueued(context, id)
    for (const state of waitingStates) {
      const ends = endsOfState(sql, id, state)
      for await (const stretch of stretchesOf(ends, signal, span))
        enterWaiting(foresee({ state, ...stretch }))
    }
  }
  return {
    column: {
      sql: `(SELECT group_concat(at) FROM ${table} WHERE who IN (people.phone, people.id))`,
      parameters: [],
    },
    drop: () => void sql.exec(`DROP TABLE IF EXISTS ${table}`),
  }
}

/** Deliveries that were confirmed and that may still have something to do with what is sent from `from` on. */
function findCounted(sql: Database, ownId: number, from: number): number[] {
  return sql
    .prepare(
      `SELECT id FROM deliveries WHERE id <> ? AND confirmed_at IS NOT NULL
       AND (finished_at IS NULL OR finished_at >= ?) AND id NOT IN (SELECT delivery_id FROM proofs) ORDER BY id`,
    )
    .pluck()
    .all(ownId, from) as number[]
}

/** A number is a text and the id of a person is none. */
function prepareLeft(sql: Database, table: string): (values: Record<string, unknown>) => void {
  const at = 'ifnull(messages.accepted_at, messages.changed_at)'
  const select = (who: string, where: string): string => `
    INSERT OR IGNORE INTO ${table} SELECT ${who}, ${at}, messages.id FROM messages INDEXED BY messages_by_state
      LEFT JOIN merged_people ON merged_people.id = messages.person_id
      LEFT JOIN people ON people.id = coalesce(into_id, messages.person_id)
    WHERE delivery_id = @id AND messages.state = @state AND messages.id BETWEEN @first AND @last
      AND ${at} > @from AND ${where}`
  const byNumber = sql.prepare(select('recipient', '1'))
  const byPerson = sql.prepare(select('people.id', 'people.phone IS NOT recipient AND people.id IS NOT NULL'))
  return values => {
    byNumber.run(values)
    byPerson.run(values)
  }
}

function prepareWaiting(sql: Database, table: string): (messages: readonly ForeseenMessage[]) => void {
  const insert = sql.prepare(`INSERT OR IGNORE INTO ${table} VALUES (?, ?, ?)`)
  return sql.transaction((messages: readonly ForeseenMessage[]) => {
    for (const { id, recipient, movedPersonId, at } of messages) {
      insert.run(recipient, at, id)
      if (movedPersonId !== null) insert.run(movedPersonId, at, id)
    }
  })
}

/** Times from the column. */
export function readTimes(text: string | number | null | undefined): number[] {
  return text === null || text === undefined ? [] : String(text).split(',').map(Number)
}
