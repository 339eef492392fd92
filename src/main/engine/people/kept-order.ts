import type { Database } from 'better-sqlite3'
import { breathe } from './breathe.ts'
import { joinIds } from './join-ids.ts'
import type { Ordered } from './people-order.ts'
import type { PersonOrder } from './person-orders.ts'

/** Some 10 ms. */
const step = 50_000

/** Everyone in one of the orders that are kept as tables; there, people without a value come first. */
export async function readKeptOrder(sql: Database, order: PersonOrder): Promise<Ordered> {
  const { table, key, ofPerson } = order
  const read = sql
    .prepare(
      `SELECT person_id FROM ${table} WHERE (${key}, person_id) > (?, ?) ORDER BY ${key}, person_id LIMIT ${step}`,
    )
    .pluck()
  const readKey = sql.prepare(`SELECT ${ofPerson} FROM people WHERE id = ?`).pluck()
  const without = countWithout(sql, order)
  const pieces: Float64Array[] = []
  for (let text = '', last: number | undefined = -1; last !== undefined;) {
    const ids = read.all(text, last) as number[]
    pieces.push(new Float64Array(ids))
    last = ids.at(-1)
    text = (readKey.get(last) as string | undefined) ?? ''
    await breathe()
  }
  return rotate(joinIds(pieces), without)
}

/** How many people are without a value. */
export function countWithout(sql: Database, { table, key }: Pick<PersonOrder, 'table' | 'key'>): number {
  return Number(sql.prepare(`SELECT count(*) FROM ${table} WHERE ${key} = ''`).pluck().get())
}

/** A few ids in one of the orders. */
export function sortByKept(sql: Database, ids: Float64Array, { ofPerson }: PersonOrder): Ordered {
  const rows = sql
    .prepare(`
      SELECT id, ${ofPerson} <> '' FROM people WHERE id IN (SELECT value FROM json_each(?))
      ORDER BY ${ofPerson} = '', ${ofPerson}, +id`)
    .raw()
    .all(JSON.stringify([...ids])) as [id: number, isValued: 0 | 1][]
  return {
    ids: Float64Array.from(rows, ([id]) => id),
    valued: rows.reduce((sum, [, isValued]) => sum + isValued, 0),
  }
}

/** Moves the first ones, who are without a value, to the end. */
function rotate(ids: Float64Array, without: number): Ordered {
  const valued = Math.max(0, ids.length - without)
  return { ids: joinIds([ids.subarray(ids.length - valued), ids.subarray(0, ids.length - valued)]), valued }
}
