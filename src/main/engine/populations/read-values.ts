import type { Database } from 'better-sqlite3'

/** What people carry: values by the name of their column. */
export type ColumnValues = Readonly<Record<string, string>>

/** The values that some members of a population carry, by id; members without any are left out. */
export function readValues(
  sql: Database,
  populationId: number,
  personIds: readonly number[],
): Map<number, ColumnValues> {
  const rows = sql
    .prepare(
      `SELECT person_id, extra FROM population_members
       WHERE population_id = ? AND person_id IN (SELECT value FROM json_each(?)) AND extra IS NOT NULL`,
    )
    .raw()
    .all(populationId, JSON.stringify(personIds)) as [number, string][]
  return new Map(rows.map(([id, extra]) => [id, textsOf(JSON.parse(extra) as Record<string, unknown>)]))
}

function textsOf(values: Readonly<Record<string, unknown>>): ColumnValues {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== '')
  return Object.fromEntries(filled.map(([name, value]) => [name, String(value)]))
}
