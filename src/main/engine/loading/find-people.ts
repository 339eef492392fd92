import type { Database } from 'better-sqlite3'
import { columnOf } from '../audiences/field-column.ts'
import { conditionOf, readRuleSetting } from '../audiences/people-source.ts'
import { breathe } from '../people/breathe.ts'
import { endsOfPeople, stretchesOf } from '../populations/stretches.ts'

/** Finds people by what a file names them by. */
export interface PersonFinder {
  /** The ids of the people of each key, ascending; keys that nobody has are absent. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>
  close(): void
}

/** What people are found by, and how often it will be asked. */
export interface Search {
  readonly field: string
  /** Everything is asked at once, so that one look at everybody does. */
  readonly isOnce: boolean
  /** Tells apart what several searches write down for themselves. */
  readonly name: string
  readonly signal: AbortSignal
}

/**
 * Makes a finder. Numbers are found by their order. For any other field everybody is looked at: once for a few rows, and
 * where there are many rows what everybody has there is written down first, some 50 MB for a million people.
 * @throws UserError `rule/unknown-field`
 */
export async function createPersonFinder(sql: Database, search: Search): Promise<PersonFinder> {
  if (search.field === 'phone') return phoneFinder(sql)
  return search.isOnce ? scanningFinder(sql, search) : tableFinder(sql, search)
}

type Found = readonly { readonly key: string; readonly id: number }[]

function groupKeys(found: Found): Map<string, number[]> {
  const ids = new Map<string, number[]>()
  for (const { key, id } of found) {
    const those = ids.get(key)
    if (those) those.push(id)
    else ids.set(key, [id])
  }
  return ids
}

/** People of an import that is under way are not there yet. */
function phoneFinder(sql: Database): PersonFinder {
  const visible = conditionOf(sql, undefined)
  const select = sql.prepare(
    `SELECT person_phones.phone AS key, people.id FROM person_phones CROSS JOIN people ON people.id = person_id
     WHERE person_phones.phone IN (SELECT value FROM json_each(?)) AND ${visible.sql} ORDER BY people.id`,
  )
  return {
    find: keys =>
      Promise.resolve(groupKeys(select.all(JSON.stringify(keys), ...visible.parameters) as Found)),
    close: () => undefined,
  }
}

/** Capitals from A to Z make no difference. */
function foldKey(key: string): string {
  return key.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
}

function unfolded(
  keys: readonly string[],
  found: ReadonlyMap<string, readonly number[]>,
): Map<string, readonly number[]> {
  return new Map(
    keys.flatMap(key => {
      const ids = found.get(foldKey(key))
      return ids ? [[key, ids] as const] : []
    }),
  )
}

function keyColumn(sql: Database, field: string): string {
  return `lower(trim(${columnOf(field, readRuleSetting(sql))}))`
}

function scanningFinder(sql: Database, { field, signal }: Search): PersonFinder {
  const visible = conditionOf(sql, undefined)
  const column = keyColumn(sql, field)
  const select = sql.prepare(
    `SELECT ${column} AS key, people.id FROM people WHERE people.id BETWEEN ? AND ?
     AND ${column} IN (SELECT value FROM json_each(?)) AND ${visible.sql} ORDER BY people.id`,
  )
  return {
    async find(keys) {
      const wanted = JSON.stringify([...new Set(keys.map(foldKey))])
      const found: { key: string; id: number }[] = []
      for await (const { first, last } of stretchesOf(endsOfPeople(sql), signal)) {
        for (const each of select.all(first, last, wanted, ...visible.parameters) as Found) found.push(each)
      }
      return unfolded(keys, groupKeys(found))
    },
    close: () => undefined,
  }
}

async function tableFinder(sql: Database, { field, name, signal }: Search): Promise<PersonFinder> {
  const table = `temp.load_keys_${name}`
  const drop = (): void => void sql.exec(`DROP TABLE IF EXISTS ${table}`)
  drop()
  sql.exec(
    `CREATE TABLE ${table} (key TEXT NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY (key, person_id)) WITHOUT ROWID`,
  )
  try {
    await fillKeys(sql, table, { field, signal })
  } catch (error) {
    drop()
    throw error
  }
  const select = sql.prepare(
    `SELECT key, person_id AS id FROM ${table} WHERE key IN (SELECT value FROM json_each(?)) ORDER BY person_id`,
  )
  return {
    async find(keys) {
      const wanted = JSON.stringify([...new Set(keys.map(foldKey))])
      return unfolded(keys, groupKeys(select.all(wanted) as Found))
    },
    close: drop,
  }
}

async function fillKeys(
  sql: Database,
  table: string,
  { field, signal }: Pick<Search, 'field' | 'signal'>,
): Promise<void> {
  const visible = conditionOf(sql, undefined)
  const column = keyColumn(sql, field)
  const insert = sql.prepare(
    `INSERT INTO ${table} SELECT ${column}, people.id FROM people
     WHERE people.id BETWEEN ? AND ? AND ifnull(${column}, '') <> '' AND ${visible.sql}`,
  )
  for await (const { first, last } of stretchesOf(endsOfPeople(sql), signal)) {
    insert.run(first, last, ...visible.parameters)
    await breathe()
  }
}
