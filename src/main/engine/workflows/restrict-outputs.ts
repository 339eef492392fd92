import type { EngineContext } from '../context.ts'
import { countMembers } from '../populations/count-members.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'

/** Populations that nothing refers to yet, and those that decide who stays in them. */
export interface RestrictGiven {
  readonly populationIds: readonly number[]
  readonly others: readonly number[]
  readonly signal: AbortSignal
}

/**
 * Removes whoever is in none of the others. Where people who were let go by themselves meet what the run before them
 * computed, only they go on: everybody else does so there.
 * @throws DOMException `AbortError` once the signal is set
 */
export function keepOnly(context: EngineContext, given: RestrictGiven): Promise<void> {
  return restrict(context, given, 'NOT IN')
}

/**
 * Removes whoever is in one of the others: they have gone on by themselves.
 * @throws DOMException `AbortError` once the signal is set
 */
export function leaveAway(context: EngineContext, given: RestrictGiven): Promise<void> {
  return restrict(context, given, 'IN')
}

async function restrict(
  { workspace: { sql } }: EngineContext,
  { populationIds, others, signal }: RestrictGiven,
  leaves: 'IN' | 'NOT IN',
): Promise<void> {
  const remove = sql.prepare(
    `DELETE FROM population_members WHERE population_id = @id AND person_id BETWEEN @first AND @last
       AND person_id ${leaves} (
         SELECT person_id FROM population_members
         WHERE population_id IN (SELECT value FROM json_each(@others)) AND person_id BETWEEN @first AND @last)`,
  )
  for (const id of populationIds) {
    for await (const stretch of stretchesOf(endsOfMembers(sql, [id]), signal)) {
      remove.run({ ...stretch, id, others: JSON.stringify(others) })
    }
    await countMembers(sql, id, signal)
  }
}
