import type { Database } from 'better-sqlite3'
import { endsOfMessages } from '../deliveries/ends-of-messages.ts'
import { stretchesOf } from '../populations/stretches.ts'

/** Messages gone through between two breaths. */
const chunk = 5000

interface Place {
  readonly parentId: number | null
  readonly period: string | null
}

/**
 * Gathers the numbers that the other executions of a period write to, into a table of this connection alone: a look-up per
 * person there costs the same however many executions there are. It is to be dropped with `dropAddressed`.
 * @returns the name of the table; undefined for a delivery without a period, or alone in it
 */
export async function gatherAddressed(
  sql: Database,
  { deliveryId }: { readonly deliveryId: number },
  signal: AbortSignal,
): Promise<string | undefined> {
  const others = findOthers(sql, deliveryId)
  if (others.length === 0) return undefined
  const table = `temp.addressed_${deliveryId}`
  sql.exec(`DROP TABLE IF EXISTS ${table}`)
  sql.exec(`CREATE TABLE ${table} (recipient TEXT PRIMARY KEY) WITHOUT ROWID`)
  const gather = sql.prepare(
    `INSERT OR IGNORE INTO ${table} SELECT recipient FROM messages
     WHERE delivery_id = @id AND state <> 'cancelled' AND id BETWEEN @first AND @last`,
  )
  for (const id of others) {
    for await (const stretch of stretchesOf(endsOfMessages(sql, id), signal, chunk))
      gather.run({ id, ...stretch })
  }
  return table
}

/** Takes a table of `gatherAddressed` away. */
export function dropAddressed(sql: Database, table: string | undefined): void {
  if (table !== undefined) sql.exec(`DROP TABLE IF EXISTS ${table}`)
}

/** What would be prepared with more people if this one were given up: those of its period that wait for a confirmation. */
export function findHeldBack(sql: Database, deliveryId: number): number[] {
  return findOthers(sql, deliveryId).filter(id => {
    return (
      sql
        .prepare(
          `SELECT 1 FROM deliveries WHERE id = @id AND state = 'ready' AND EXISTS (
             SELECT 1 FROM exclusions WHERE delivery_id = @id AND cause = 'already-addressed')`,
        )
        .get({ id }) !== undefined
    )
  })
}

function findOthers(sql: Database, deliveryId: number): number[] {
  const { parentId, period } = sql
    .prepare('SELECT parent_id parentId, period FROM deliveries WHERE id = ?')
    .get(deliveryId) as Place
  if (parentId === null || period === null) return []
  return sql
    .prepare('SELECT id FROM deliveries WHERE parent_id = ? AND period = ? AND id <> ? ORDER BY id')
    .pluck()
    .all(parentId, period, deliveryId) as number[]
}
