import type { Database } from 'better-sqlite3'
import type { Stretch } from './stretches.ts'

/** Somebody with the values that were asked for. */
export type ValueRow = readonly [id: number, ...values: (string | number | null)[]]

/**
 * Reads values of all members of a population, in order of id. People who are no longer in the workspace have none of
 * their own.
 * @param expressions over `population_members` and `people`
 */
export function prepareValues(
  sql: Database,
  expressions: readonly string[],
): (populationId: number, stretch: Stretch) => ValueRow[] {
  const people = expressions.some(each => each.includes('people.'))
    ? 'LEFT JOIN people ON people.id = person_id'
    : ''
  const select = sql
    .prepare(
      `SELECT ${['person_id', ...expressions].join(', ')} FROM population_members ${people}
       WHERE population_id = ? AND person_id BETWEEN ? AND ? ORDER BY person_id`,
    )
    .raw()
  return (populationId, { first, last }) => select.all(populationId, first, last) as ValueRow[]
}
