import type { Database, Statement } from 'better-sqlite3'
import type { SqlPart } from '../audiences/sql-part.ts'
import { endsOfPeople } from '../populations/stretches.ts'
import { breathe } from './breathe.ts'
import { joinIds } from './join-ids.ts'

/** Ids of everyone who matches, ascending: eight bytes a person, and any page of them is found at once. */
export type MatchingIds = Float64Array

/** Stretches of ids that take some 10 ms each. */
const smallestSpan = 20_000
const mostSpans = 500

/**
 * Looks at every person once, breathing between stretches; at those of a population alone where one is given, which is three
 * times as quick as asking of everyone whether they are in it.
 */
export async function collectMatching(
  sql: Database,
  where: SqlPart,
  populationId?: number,
): Promise<MatchingIds> {
  const collect =
    populationId === undefined ? prepareCollect(sql, where) : prepareMembers(sql, where, populationId)
  const spans: Float64Array[] = []
  for (const [first, last] of spansOf(sql)) {
    spans.push(new Float64Array(collect.all(first, last, ...where.parameters) as number[]))
    await breathe()
  }
  return joinIds(spans)
}

/** How many match, and the first ids of them: a fifth less work than to collect all. */
export async function countMatching(
  sql: Database,
  where: SqlPart,
  samples: number,
): Promise<{ count: number; ids: number[] }> {
  const collect = prepareCollect(sql, where)
  const tally = sql
    .prepare(`SELECT count(*) FROM people WHERE people.id BETWEEN ? AND ? AND ${where.sql}`)
    .pluck()
  const ids: number[] = []
  let count = 0
  for (const [first, last] of spansOf(sql)) {
    if (ids.length < samples) {
      const found = collect.all(first, last, ...where.parameters) as number[]
      ids.push(...found.slice(0, samples - ids.length))
      count += found.length
    } else {
      count += Number(tally.get(first, last, ...where.parameters))
    }
    await breathe()
  }
  return { count, ids }
}

function prepareCollect(sql: Database, where: SqlPart): Statement {
  return sql
    .prepare(`SELECT id FROM people WHERE people.id BETWEEN ? AND ? AND ${where.sql} ORDER BY id`)
    .pluck()
}

/** The order of the members is that of the people, and each is looked up: whoever was deleted stays a member. */
function prepareMembers(sql: Database, where: SqlPart, populationId: number): Statement {
  return sql
    .prepare(
      `SELECT person_id FROM population_members CROSS JOIN people ON people.id = person_id
       WHERE population_id = ${populationId} AND person_id BETWEEN ? AND ? AND ${where.sql} ORDER BY person_id`,
    )
    .pluck()
}

/** All ids that there are, in stretches. */
function spansOf(sql: Database): [first: number, last: number][] {
  const ends = endsOfPeople(sql)
  if (!ends) return []
  const span = Math.max(smallestSpan, Math.ceil((ends.last - ends.first + 1) / mostSpans))
  const spans: [number, number][] = []
  for (let first = ends.first; first <= ends.last; first += span) spans.push([first, first + span - 1])
  return spans
}
