import type { Database } from 'better-sqlite3'
import { breathe } from './breathe.ts'
import { createNumberList, type NumberList } from './imports/number-list.ts'
import { joinIds } from './join-ids.ts'
import { sortPlaces } from './sort-places.ts'
import type { Ordered } from './people-order.ts'

/** A column that no table keeps in order: its values are read and sorted when they are asked for. */
export interface ValueColumn {
  /** The value of a row of `people`, as text; null or empty without one. */
  readonly sql: string
  /** What the value is sorted by; numbers come before texts. */
  readonly keyOf: (value: string) => string | number
}

/** People read between two breaths: some 10 ms. */
const rowsAtOnce = 10_000
/** Ids placed between two breaths. */
const stride = 200_000
/** Different values that are looked for. */
const mostShared = 50_000

/**
 * Everyone in the order of a column. For a million half a second where few values are different, mostly for reading
 * them, and two seconds where all are.
 */
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
  /** Takes people in order of id. */
  add(row: Row): void
  inOrder(): Promise<Ordered>
}

/**
 * Gathers people by what they are sorted by: often there are few values, and only those need sorting. Beyond so many,
 * whoever has another value is a group alone: looking for it would take longer than sorting it.
 */
function createGroups({ keyOf }: ValueColumn): Groups {
  const groupOf = new Map<string | number, number>()
  const keys: (string | number)[] = []
  const ids = createNumberList()
  const groups = createNumberList()
  const without = createNumberList()
  return {
    add([id, value]) {
      if (value === null || value === '') return without.push(id)
      const key = keyOf(value)
      let group = groupOf.get(key)
      if (group === undefined) {
        group = keys.push(key) - 1
        if (groupOf.size < mostShared) groupOf.set(key, group)
      }
      ids.push(id)
      groups.push(group)
    },
    async inOrder() {
      const sorted = await sortPlaces(keys.length, (left, right) => compareKeys(keys[left], keys[right]))
      const ordered = await placeIds({ ids, groups, sorted })
      const rest = Float64Array.from({ length: without.size }, (_, at) => without.at(at))
      return { ids: joinIds([ordered, rest]), valued: ids.size }
    },
  }
}

interface Grouped {
  readonly ids: NumberList
  /** The group of each id. */
  readonly groups: NumberList
  /** All groups in their order. */
  readonly sorted: Uint32Array
}

/** Puts the ids of each group behind those of the groups before it, in the order in which they came. */
async function placeIds({ ids, groups, sorted }: Grouped): Promise<Float64Array> {
  const next = new Uint32Array(sorted.length)
  for (let at = 0; at < groups.size; at++) next[groups.at(at)] = (next[groups.at(at)] ?? 0) + 1
  await breathe()
  let start = 0
  for (const group of sorted) {
    const size = next[group] ?? 0
    next[group] = start
    start += size
  }
  await breathe()
  const placed = new Float64Array(ids.size)
  for (let at = 0; at < ids.size; at++) {
    const group = groups.at(at)
    const place = next[group] ?? 0
    placed[place] = ids.at(at)
    next[group] = place + 1
    if (at % stride === stride - 1) await breathe()
  }
  return placed
}

type Key = string | number | undefined

function compareKeys(left: Key, right: Key): number {
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1
  return (left ?? 0) < (right ?? 0) ? -1 : Number((left ?? 0) > (right ?? 0))
}
