import type { Database } from 'better-sqlite3'
import { countMembers } from './count-members.ts'
import { createPopulation } from './create-population.ts'
import { readColumns } from './read-columns.ts'
import { endsOfMembers, stretchesOf } from './stretches.ts'

/**
 * A new population of everybody who is in one of some others, which nothing refers to yet. Columns are those of the first;
 * who is in several keeps the values of the first of them.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function copyMembers(
  sql: Database,
  populationIds: readonly number[],
  signal: AbortSignal,
): Promise<number> {
  const [first] = populationIds
  const copy = createPopulation(sql, first === undefined ? [] : readColumns(sql, first))
  const insert = sql.prepare(
    `INSERT OR IGNORE INTO population_members (population_id, person_id, extra)
     SELECT ?, person_id, extra FROM population_members
     WHERE population_id = ? AND person_id BETWEEN ? AND ? ORDER BY person_id`,
  )
  for (const id of populationIds) {
    for await (const { first: low, last } of stretchesOf(endsOfMembers(sql, [id]), signal)) {
      insert.run(copy, id, low, last)
    }
  }
  await countMembers(sql, copy, signal)
  return copy
}
