import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { personOrders } from '../person-orders.ts'
import { createPhoneStore, createTextStore, type KeyStore } from './key-store.ts'
import { createNumberList } from './number-list.ts'
import { sortKeys } from './sort-keys.ts'

/** People who are not in the orders yet: where they belong in each. */
export interface Unordered {
  readonly size: number
  add(person: { id: number; name: string; phone: string }): void
  /** Those who have a number, in the order in which they were added. */
  find(phone: string): { id: number; name: string }[]
  /**
   * Enters them into the orders, each portion with a transaction of its own.
   * @param isStopped asked before each portion
   */
  fill(sql: Database, isStopped: () => boolean): Promise<void>
}

const rowsAtOnce = 100

/** Nobody yet. */
export function createUnordered(): Unordered {
  const ids = createNumberList()
  const keys = { name: createTextStore(), phone: createPhoneStore() }
  return {
    get size() {
      return ids.size
    },
    add({ id, name, phone }) {
      ids.push(id)
      keys.name.add(name)
      keys.phone.add(phone)
    },
    find: phone => keys.phone.find(phone).map(place => ({ id: ids.at(place), name: keys.name.key(place) })),
    async fill(sql, isStopped) {
      for (const order of ['name', 'phone'] as const) {
        const insert = prepareInsert(sql, personOrders[order], index => [
          keys[order].key(index),
          ids.at(index),
        ])
        await fillOrder(keys[order], insert, isStopped)
      }
    },
  }
}

async function fillOrder(
  store: KeyStore,
  insert: (indexes: Uint32Array) => void,
  isStopped: () => boolean,
): Promise<void> {
  for await (const indexes of sortKeys(store)) {
    if (isStopped()) return
    insert(indexes)
    await breathe()
  }
}

function prepareInsert(
  sql: Database,
  { table, key }: { table: string; key: string },
  entry: (index: number) => [key: string, id: number],
): (indexes: Uint32Array) => void {
  const insertText = (rows: number): string =>
    `INSERT INTO ${table} (${key}, person_id) VALUES ${Array.from({ length: rows }, () => '(?, ?)').join(', ')}`
  const insertMany = sql.prepare(insertText(rowsAtOnce))
  const insertOne = sql.prepare(insertText(1))
  return sql.transaction((indexes: Uint32Array) => {
    let values: (string | number)[] = []
    for (const index of indexes) {
      const [text, id] = entry(index)
      values.push(text, id)
      if (values.length < 2 * rowsAtOnce) continue
      insertMany.run(values)
      values = []
    }
    for (let at = 0; at < values.length; at += 2) insertOne.run(values[at], values[at + 1])
  })
}
