import type { Database } from 'better-sqlite3'
import type { ColumnPair } from '../../../shared/activities/load-file.ts'
import { columnOf } from '../audiences/field-column.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import { foldName } from '../people/fold-name.ts'
import type { PersonFinder } from './find-people.ts'
import type { NamedRow } from './read-row.ts'

/** Finds the person whom each row means; undefined where nobody is meant. */
export type MatchRows = (rows: readonly NamedRow[]) => Promise<(number | undefined)[]>

/**
 * Prepares the matching of rows: of the people with the first key, the one with the lowest id who has all the others too.
 * @throws UserError `rule/unknown-field`
 */
export function prepareMatching(
  sql: Database,
  match: readonly ColumnPair[],
  finder: PersonFinder,
): MatchRows {
  const others = match.slice(1).map(({ field }) => field)
  const readOthers = prepareOthers(sql, others)
  return async rows => {
    const found = await finder.find(rows.map(({ keys }) => keys[0]))
    if (others.length === 0) return rows.map(({ keys }) => found.get(keys[0])?.[0])
    const values = readOthers([...new Set([...found.values()].flat())])
    return rows.map(({ keys: [first, ...rest] }) =>
      found
        .get(first)
        ?.find(id => rest.every((key, index) => isSame(others[index], key, values.get(id)?.[index]))),
    )
  }
}

type Values = readonly (string | null)[]

function prepareOthers(
  sql: Database,
  fields: readonly string[],
): (ids: readonly number[]) => Map<number, Values> {
  const setting = readRuleSetting(sql)
  const select = sql
    .prepare(
      `SELECT ${['id', ...fields.map(field => columnOf(field, setting))].join(', ')} FROM people
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .raw()
  return ids => {
    const rows = select.all(JSON.stringify(ids)) as [number, ...(string | null)[]][]
    return new Map(rows.map(([id, ...values]) => [id, values]))
  }
}

/** Names are the same whatever their accents and capitals; numbers were read already. */
function isSame(field: string | undefined, key: string, value: string | null | undefined): boolean {
  if (value === null || value === undefined) return false
  return field === 'phone' ? value === key : foldName(value.trim()) === foldName(key)
}
