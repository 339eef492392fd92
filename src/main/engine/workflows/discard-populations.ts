import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'

/** Members removed between two breaths. */
const chunk = 5000

/** Removes populations that belong to no activity and no delivery: steps that were cut off, workflows that are gone. */
export async function discardPopulations(
  { workspace }: EngineContext,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { sql } = workspace
  for (const id of ids) {
    await removeMembers(sql, id, signal)
    if (!signal.aborted) sql.prepare('DELETE FROM populations WHERE id = ?').run(id)
  }
}

/** Empties a population, breathing in between; less than all where it is cut off. */
export async function removeMembers(sql: Database, id: number, signal: AbortSignal): Promise<void> {
  const remove = sql.prepare(
    `DELETE FROM population_members WHERE (population_id, person_id) IN
       (SELECT population_id, person_id FROM population_members WHERE population_id = ? LIMIT ${chunk})`,
  )
  while (!signal.aborted && remove.run(id).changes > 0) await breathe()
}

/** Populations that nothing refers to. To be asked before any step is executed: a step's own are not referred to yet. */
export function findLoosePopulations({ workspace }: EngineContext): number[] {
  return workspace.sql
    .prepare(
      `SELECT id FROM populations WHERE id NOT IN (SELECT population_id FROM activity_outputs)
       AND id NOT IN (SELECT population_id FROM deliveries)`,
    )
    .pluck()
    .all() as number[]
}
