import type { Database } from 'better-sqlite3'
import { endsOfMembers, stretchesOf } from './stretches.ts'

/**
 * Counts the members of a population that is filled, and keeps the count.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function countMembers(
  sql: Database,
  populationId: number,
  signal: AbortSignal,
): Promise<number> {
  const tally = sql
    .prepare('SELECT count(*) FROM population_members WHERE population_id = ? AND person_id BETWEEN ? AND ?')
    .pluck()
  let count = 0
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [populationId]), signal)) {
    count += Number(tally.get(populationId, first, last))
  }
  sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(count, populationId)
  return count
}
