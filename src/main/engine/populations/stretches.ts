import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'

/** Ids from one to another, both included. */
export interface Stretch {
  readonly first: number
  readonly last: number
}

/** Ids worked through between two breaths: some 10 ms, also with a rule over custom fields. */
const usualSpan = 10_000

/**
 * Gives the ids from one end to the other in stretches, breathing after each. What is done with a stretch is a
 * transaction of its own.
 * @param span how many ids lie in one; fewer where more is done with each
 * @throws DOMException `AbortError` once the signal is set
 */
export async function* stretchesOf(
  ends: Stretch | undefined,
  signal: AbortSignal,
  span = usualSpan,
): AsyncGenerator<Stretch, void, void> {
  if (!ends) return
  for (let first = ends.first; first <= ends.last; first += span) {
    signal.throwIfAborted()
    yield { first, last: Math.min(first + span - 1, ends.last) }
    await breathe()
  }
  signal.throwIfAborted()
}

/** The lowest and the highest id of the members of some populations; undefined where there is nobody. */
export function endsOfMembers(sql: Database, populationIds: readonly number[]): Stretch | undefined {
  const members = 'FROM population_members WHERE population_id = @id'
  const read = sql.prepare(
    `SELECT (SELECT min(person_id) ${members}) AS first, (SELECT max(person_id) ${members}) AS last`,
  )
  return populationIds.map(id => toStretch(read.get({ id }))).reduce(unite, undefined)
}

/** The lowest and the highest id of all people; undefined where there is nobody. */
export function endsOfPeople(sql: Database): Stretch | undefined {
  // Both in one query, SQLite would look at every row.
  const ends = 'SELECT (SELECT min(id) FROM people) AS first, (SELECT max(id) FROM people) AS last'
  return toStretch(sql.prepare(ends).get())
}

/** Reads a row of `first` and `last`, both null where there is nothing. */
export function toStretch(row: unknown): Stretch | undefined {
  const { first, last } = row as { first: number | null; last: number | null }
  return first === null || last === null ? undefined : { first, last }
}

function unite(left: Stretch | undefined, right: Stretch | undefined): Stretch | undefined {
  if (!left || !right) return left ?? right
  return { first: Math.min(left.first, right.first), last: Math.max(left.last, right.last) }
}
