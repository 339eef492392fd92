import type { SqlPart } from '../audiences/sql-part.ts'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { endsOfPeople } from '../populations/stretches.ts'

/** Ids looked at between two breaths: some 10 ms, also with a rule over custom fields. */
const span = 10_000

/**
 * Freezes the people for whom a condition on the table `people` holds, breathing between stretches of ids.
 * @returns the id of a population that belongs to no activity yet, or undefined when it was cut off
 */
export async function fillPopulation(
  { workspace }: EngineContext,
  where: SqlPart,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { sql } = workspace
  const id = Number(sql.prepare('INSERT INTO populations DEFAULT VALUES').run().lastInsertRowid)
  const ends = endsOfPeople(sql)
  const insert = sql.prepare(
    `INSERT INTO population_members (population_id, person_id)
     SELECT ?, people.id FROM people WHERE people.id BETWEEN ? AND ? AND ${where.sql} ORDER BY people.id`,
  )
  let count = 0
  for (let first = ends?.first ?? 1; first <= (ends?.last ?? 0); first += span) {
    if (signal.aborted) return undefined
    count += insert.run(id, first, first + span - 1, ...where.parameters).changes
    await breathe()
  }
  sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(count, id)
  return id
}
