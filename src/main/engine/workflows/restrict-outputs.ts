import type { EngineContext } from '../context.ts'
import { countMembers } from '../populations/count-members.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'

/**
 * Removes from populations, which nothing refers to yet, whoever is in none of some others. Where people who were let go
 * by themselves meet what the run before them computed, only they go on: everybody else does so there.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function restrictOutputs(
  { workspace: { sql } }: EngineContext,
  { populationIds, to, signal }: RestrictGiven,
): Promise<void> {
  const remove = sql.prepare(
    `DELETE FROM population_members WHERE population_id = @id AND person_id BETWEEN @first AND @last
       AND person_id NOT IN (
         SELECT person_id FROM population_members
         WHERE population_id IN (SELECT value FROM json_each(@to)) AND person_id BETWEEN @first AND @last)`,
  )
  for (const id of populationIds) {
    for await (const stretch of stretchesOf(endsOfMembers(sql, [id]), signal)) {
      remove.run({ ...stretch, id, to: JSON.stringify(to) })
    }
    await countMembers(sql, id, signal)
  }
}

interface RestrictGiven {
  readonly populationIds: readonly number[]
  readonly to: readonly number[]
  readonly signal: AbortSignal
}
