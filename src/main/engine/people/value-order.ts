import type { Database } from 'better-sqlite3'
import { breathe } from './breathe.ts'
import type { Ordered } from './people-order.ts'
import { sortInPieces } from './sort-in-pieces.ts'

/** A column that no table keeps in order: its values are read and sorted when they are asked for. */
export interface ValueColumn {
  /** The value of a row of `people`, as text; null or empty without one. */
  readonly sql: string
  /** What the value is sorted by; numbers come before texts. */
  readonly keyOf: (value: string) => string | number
}

/** People read between two breaths: some 10 ms. */
const rowsAtOnce = 10_000
/** People counted or placed between two breaths. */
const stride = 200_000

/** Everyone in the order of a column: a second or two for a million, half of it for reading their values. */
export async function readValueOrder(sql: Database, column: ValueColumn): Promise<Ordered> {
  const select = sql
    .prepare(`SELECT id, ${column.sql} FROM people WHERE id > ? ORDER BY id LIMIT ${rowsAtOnce}`)
    .raw()
  const groups = createGroups(column)
  for (let after: number | undefined = 0; after !== undefined;) {
    const rows = select.all(after) as Row[]
    for (const row of rows) groups.add(row)
    after = rows.at(-1)?.[0]
    await breathe()
  }
  return groups.inOrder()
}

/** A few ids in the order of a column. */
export async function sortByValue(sql: Database, ids: Float64Array, column: ValueColumn): Promise<Ordered> {
  const rows = sql
    .prepare(`SELECT id, ${column.sql} FROM people WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`)
    .raw()
    .all(JSON.stringify([...ids])) as Row[]
  const groups = createGroups(column)
  for (const row of rows) groups.add(row)
  return groups.inOrder()
}

type Row = readonly [id: number, value: string | null]

interface Groups {
  add(row: Row): void
  inOrder(): Promise<Ordered>
}

/** Gathers people by what they are sorted by: often there are few values, and only those need sorting. */
function createGroups({ keyOf }: ValueColumn): Groups {
  const groupOf = new Map<string | number, number>()
  const sizes: number[] = []
  const ids: number[] = []
  const groups: number[] = []
  const without: number[] = []
  return {
    add([id, value]) {
      if (value === null || value === '') return void without.push(id)
      const key = keyOf(value)
      const group = groupOf.get(key) ?? sizes.length
      if (group === sizes.length) {
        groupOf.set(key, group)
        sizes.push(0)
      }
      sizes[group] = (sizes[group] ?? 0) + 1
      ids.push(id)
      groups.push(group)
    },
    async inOrder() {
      const sorted = await sortInPieces([...groupOf], ([left], [right]) => compareKeys(left, right))
      const places = new Uint32Array(sizes.length)
      let next = 0
      for (const [, group] of sorted) {
        places[group] = next
        next += sizes[group] ?? 0
      }
      const ordered = new Float64Array(ids.length + without.length)
      for (let at = 0; at < ids.length; at++) {
        const group = groups[at] ?? 0
        const place = places[group] ?? 0
        ordered[place] = ids[at] ?? 0
        places[group] = place + 1
        if (at % stride === stride - 1) await breathe()
      }
      ordered.set(without, ids.length)
      return { ids: ordered, valued: ids.length }
    },
  }
}

function compareKeys(left: string | number, right: string | number): number {
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1
  return left < right ? -1 : Number(left > right)
}
