import type { Database } from 'better-sqlite3'
import { breathe } from './breathe.ts'
import type { MatchingIds } from './matching-ids.ts'
import type { PersonOrder } from './person-orders.ts'

const step = 100_000

/** Ids of all people in one of the orders; people without a value come first. */
export async function readOrder(sql: Database, { table, key }: PersonOrder): Promise<Float64Array> {
  const total = Number(sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const order = new Float64Array(total)
  const read = sql
    .prepare(`SELECT person_id FROM ${table} ORDER BY ${key}, person_id LIMIT ${step} OFFSET ?`)
    .pluck()
  for (let at = 0; at < total; at += step) {
    const ids = read.all(at) as number[]
    order.set(ids.slice(0, total - at), at)
    await breathe()
  }
  return order
}

/** Below this, looking each person up is quicker than reading an order of everyone. */
export const fewToSort = 20_000

/** A few ids in one of the orders. */
export function sortFew(sql: Database, ids: MatchingIds, { ofPerson }: PersonOrder): Float64Array {
  const sorted = sql
    .prepare(`SELECT id FROM people WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ${ofPerson}, +id`)
    .pluck()
    .all(JSON.stringify([...ids])) as number[]
  return Float64Array.from(sorted)
}

/** The matching ids in the given order: two passes over numbers, some 10 ms for a million. */
export function arrange(ids: MatchingIds, order: Float64Array): Float64Array {
  const wanted = new Uint8Array((ids.at(-1) ?? 0) / 8 + 1)
  for (const id of ids) wanted[id >> 3] = (wanted[id >> 3] ?? 0) | (1 << (id & 7))
  return order.filter(id => ((wanted[Math.floor(id / 8)] ?? 0) & (1 << (id & 7))) !== 0)
}
