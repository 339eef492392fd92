import type { SqlPart } from '../audiences/sql-part.ts'
import type { Work } from './combine-members.ts'
import { createPopulation } from './create-population.ts'
import { readColumns } from './read-columns.ts'
import { endsOfMembers, stretchesOf } from './stretches.ts'

/**
 * A new population of those for whom a condition on `population_members` holds, with what they carry. Whoever lets
 * everyone through hands on the population itself.
 * @returns its id
 * @throws DOMException `AbortError` once the signal is set
 */
export async function pickMembers({ sql, signal }: Work, from: number, where: SqlPart): Promise<number> {
  const target = createPopulation(sql, readColumns(sql, from))
  const insert = sql.prepare(
    `INSERT INTO population_members (population_id, person_id, extra)
     SELECT ?, person_id, extra FROM population_members
     WHERE population_id = ? AND person_id BETWEEN ? AND ? AND ${where.sql} ORDER BY person_id`,
  )
  let count = 0
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [from]), signal)) {
    count += insert.run(target, from, first, last, ...where.parameters).changes
  }
  sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(count, target)
  return target
}
