import type { Database } from 'better-sqlite3'
import { endsOfState } from '../deliveries/ends-of-messages.ts'
import { breathe } from '../people/breathe.ts'
import { stretchesOf, toStretch } from '../populations/stretches.ts'

/** Numbers written between two breaths: some 10 ms. */
const chunk = 5000

/** The numbers of a delivery that is being prepared: each is given to one message. */
export interface Recipients {
  /**
   * Gives a number to the next message; in the transaction that writes it.
   * @returns the id that the message is to have; undefined where another message has the number
   */
  give(phone: string): number | undefined
  /**
   * Keeps a number for a person who gets no message, so that nobody else gets one there.
   * @returns whether it was free
   */
  keep(phone: string, personId: number): boolean
  /** The person whose message a number was given to, or for whom it is kept. */
  holderOf(phone: string): number | undefined
  /**
   * Writes to disk which message each number is given to; goes on where it was cut off.
   * @returns how many numbers there are
   * @throws DOMException `AbortError` once the signal is set
   */
  write(signal: AbortSignal): Promise<number>
  drop(): void
}

/**
 * Takes up the numbers of the messages that are there so far. Until all are known they lie in a table of this connection
 * alone: they come in no order, and on disk each page of people would write most of their index anew (decision 46).
 * @throws DOMException `AbortError` once the signal is set
 */
export async function openRecipients(
  sql: Database,
  deliveryId: number,
  signal: AbortSignal,
): Promise<Recipients> {
  const table = createTable(sql, deliveryId)
  const gather = sql.prepare(
    `INSERT INTO ${table} SELECT recipient, id, NULL FROM messages
     WHERE delivery_id = ${deliveryId} AND state = 'queued' AND id BETWEEN @first AND @last`,
  )
  const ends = endsOfState(sql, deliveryId, 'queued')
  for await (const stretch of stretchesOf(ends, signal)) gather.run(stretch)
  await gatherKept(sql, { deliveryId, table }, signal)
  const give = sql
    .prepare(
      `INSERT INTO ${table} SELECT ?, ifnull(max(id), 0) + 1, NULL FROM messages
       WHERE true ON CONFLICT DO NOTHING RETURNING message_id`,
    )
    .pluck()
  const find = sql
    .prepare(
      `SELECT ifnull(kept_for, (SELECT person_id FROM messages WHERE id = message_id))
       FROM ${table} WHERE recipient = ?`,
    )
    .pluck()
  const keep = sql.prepare(`INSERT INTO ${table} VALUES (?, NULL, ?) ON CONFLICT DO NOTHING`)
  return {
    give: phone => give.get(phone) as number | undefined,
    keep: (phone, personId) => keep.run(phone, personId).changes > 0,
    holderOf: phone => find.get(phone) as number | undefined,
    write: aborted => writeAll(sql, { deliveryId, table }, aborted),
    drop() {
      if (sql.open) dropTable(sql, deliveryId)
    },
  }
}

/** A message that is taken out again, as those of a control group are, leaves its number. */
function createTable(sql: Database, deliveryId: number): string {
  const name = nameOf(deliveryId)
  dropTable(sql, deliveryId)
  sql.exec(`
    CREATE TABLE temp.${name} (recipient TEXT PRIMARY KEY, message_id INTEGER, kept_for INTEGER) WITHOUT ROWID;
    CREATE TEMP TRIGGER ${name}_gone AFTER DELETE ON main.messages WHEN OLD.delivery_id = ${deliveryId} BEGIN
      DELETE FROM ${name} WHERE recipient = OLD.recipient AND message_id = OLD.id;
    END`)
  return `temp.${name}`
}

function dropTable(sql: Database, deliveryId: number): void {
  const name = nameOf(deliveryId)
  sql.exec(`DROP TRIGGER IF EXISTS temp.${name}_gone; DROP TABLE IF EXISTS temp.${name}`)
}

function nameOf(deliveryId: number): string {
  return `recipients_${deliveryId}`
}

interface Numbers {
  readonly deliveryId: number
  readonly table: string
}

/** The numbers of those who were in the control group before the preparation was cut off. */
async function gatherKept(sql: Database, { deliveryId, table }: Numbers, signal: AbortSignal): Promise<void> {
  const own = "FROM exclusions WHERE delivery_id = @deliveryId AND cause = 'control-group' AND position = 0"
  const ends = sql.prepare(`SELECT min(person_id) first, max(person_id) last ${own}`)
  const gather = sql.prepare(
    `INSERT OR IGNORE INTO ${table} SELECT phone, NULL, people.id FROM people
     WHERE id IN (SELECT person_id ${own} AND person_id BETWEEN @first AND @last) AND phone IS NOT NULL`,
  )
  for await (const stretch of stretchesOf(toStretch(ends.get({ deliveryId })), signal)) {
    gather.run({ deliveryId, ...stretch })
  }
}

async function writeAll(sql: Database, { deliveryId, table }: Numbers, signal: AbortSignal): Promise<number> {
  const own = 'FROM delivery_recipients WHERE delivery_id = ?'
  const findLast = sql.prepare(`SELECT max(recipient) ${own}`).pluck()
  const copy = sql.prepare(
    `INSERT INTO delivery_recipients SELECT ?, recipient, message_id FROM ${table}
     WHERE recipient > ? AND message_id IS NOT NULL ORDER BY recipient LIMIT ${chunk}`,
  )
  const copyNext = (): number => copy.run(deliveryId, findLast.get(deliveryId) ?? '').changes
  while (copyNext() > 0) {
    await breathe()
    signal.throwIfAborted()
  }
  return Number(sql.prepare(`SELECT count(*) ${own}`).pluck().get(deliveryId))
}
