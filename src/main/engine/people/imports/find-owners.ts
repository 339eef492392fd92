import type { Database } from 'better-sqlite3'
import { conditionOf } from '../../audiences/people-source.ts'

/** Somebody who has a number. */
export interface NumberOwner {
  readonly phone: string
  readonly personId: number
  readonly name: string
  /** How many people have it. */
  readonly people: number
}

/** Who has some numbers, in international form; of several people with one the lowest id. */
export function findOwners(sql: Database, phones: readonly string[]): NumberOwner[] {
  const everyone = conditionOf(sql, undefined)
  return sql
    .prepare(`
      SELECT people.phone, min(people.id) AS personId, count(*) AS people,
        trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) AS name
      FROM person_phones JOIN people ON people.id = person_id
      WHERE person_phones.phone IN (SELECT value FROM json_each(?)) AND ${everyone.sql}
      GROUP BY people.phone`)
    .all(JSON.stringify(phones), ...everyone.parameters) as NumberOwner[]
}
