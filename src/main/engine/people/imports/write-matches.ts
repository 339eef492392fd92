import type { Database } from 'better-sqlite3'
import type { PersonValues } from './convert-row.ts'

/** What a row says about somebody who is there: the texts of `givenColumns` in their order. */
export type GivenValues = readonly (string | null)[]

/** Columns of a person that a row may change; the custom fields come besides. */
export const givenColumns = ['first_name', 'last_name', 'language', 'time_zone', 'country'] as const

/** Keeps rows for the end of the import, in the order of the file. */
export interface MatchWriter {
  write(personId: number, values: PersonValues, country: string | null): void
}

/**
 * Rows with the number of somebody wait until the whole file is read: people who are there already must not change
 * before it is known that the import comes to its end.
 */
export function createMatchWriter(
  sql: Database,
  {
    importId,
    columns,
    leavesAlone,
  }: { readonly importId: number; readonly columns: readonly string[]; readonly leavesAlone: boolean },
): MatchWriter {
  const insert = sql.prepare(
    'INSERT INTO import_matches (import_id, position, person_id, given, fields) VALUES (?, ?, ?, ?, ?)',
  )
  const places = givenColumns.map(column => (column === 'country' ? -1 : columns.indexOf(column)))
  const fieldsAt = columns.indexOf('fields')
  let position = 0
  return {
    write(personId, values, country) {
      position += 1
      const given = places.map((place, index) =>
        givenColumns[index] === 'country' ? country : (values[place] ?? null),
      )
      insert.run(
        importId,
        position,
        personId,
        leavesAlone ? null : JSON.stringify(given),
        leavesAlone ? null : (values[fieldsAt] ?? '{}'),
      )
    },
  }
}
