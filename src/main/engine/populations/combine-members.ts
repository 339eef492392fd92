import type { Database } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'
import type { IdSet } from '../people/id-set.ts'
import { endsOfMembers, stretchesOf, type Stretch } from './stretches.ts'

/** A population that is put together with others. */
export interface MemberSet {
  readonly populationId: number
  readonly columns: readonly Column[]
}

/** Who of a set comes into a population. */
export interface Addition {
  readonly set: MemberSet
  /** The columns that they keep. */
  readonly columns: readonly Column[]
  /** Populations that they must all be in, and that they must not be in. */
  readonly inAll?: readonly number[]
  readonly inNone?: readonly number[]
  /** Nobody else is taken. */
  readonly only?: IdSet
  /** No more are taken than this. */
  readonly room?: number
}

/** Where people are put together, and what says that it is to stop. */
export interface Work {
  readonly sql: Database
  readonly signal: AbortSignal
}

/**
 * Adds people of a set to a population, those with the lowest ids first.
 * @returns how many were added
 * @throws DOMException `AbortError` once the signal is set
 */
export async function addMembers({ sql, signal }: Work, target: number, addition: Addition): Promise<number> {
  const { set, only, room = Number.POSITIVE_INFINITY } = addition
  const insert = sql.prepare(insertText(addition))
  let added = 0
  for await (const stretch of stretchesOf(endsOfMembers(sql, [set.populationId]), signal)) {
    if (added >= room) break
    const ids = only ? { ids: JSON.stringify(idsIn(only, stretch)) } : {}
    const most = Number.isFinite(room) ? room - added : -1
    added += insert.run({ target, source: set.populationId, most, ...stretch, ...ids }).changes
  }
  return added
}

/** People who are already in a population get the values of another set that they do not carry yet. */
export async function mergeValues(
  { sql, signal }: Work,
  target: number,
  { set, columns }: Pick<Addition, 'set' | 'columns'>,
): Promise<void> {
  const merge = sql.prepare(
    `UPDATE population_members
     SET extra = json_patch(other.carried, coalesce(population_members.extra, '{}'))
     FROM (
       SELECT person_id, ${keptExtra(set, columns)} AS carried FROM population_members
       WHERE population_id = @source AND person_id BETWEEN @first AND @last
     ) AS other
     WHERE population_id = @target AND population_members.person_id = other.person_id AND carried IS NOT NULL`,
  )
  for await (const stretch of stretchesOf(endsOfMembers(sql, [set.populationId]), signal)) {
    merge.run({ target, source: set.populationId, ...stretch })
  }
}

function insertText({ set, columns, inAll = [], inNone = [], only }: Addition): string {
  const isIn = (id: number): string =>
    `EXISTS (SELECT 1 FROM population_members AS other
       WHERE other.population_id = ${id} AND other.person_id = population_members.person_id)`
  const conditions = [
    ...inAll.map(isIn),
    ...inNone.map(id => `NOT ${isIn(id)}`),
    ...(only ? ['person_id IN (SELECT value FROM json_each(@ids))'] : []),
  ]
  return `INSERT INTO population_members (population_id, person_id, extra)
    SELECT @target, person_id, ${keptExtra(set, columns)} FROM population_members
    WHERE population_id = @source AND person_id BETWEEN @first AND @last
      ${conditions.map(condition => `AND ${condition}`).join(' ')}
    ORDER BY person_id LIMIT @most`
}

/** What the people of a set carry, without what is not to be kept. */
function keptExtra({ columns: carried }: MemberSet, columns: readonly Column[]): string {
  const kept = new Set(columns.map(({ name }) => name))
  const dropped = carried.filter(({ name }) => !kept.has(name))
  if (dropped.length === carried.length) return 'NULL'
  if (dropped.length === 0) return 'population_members.extra'
  const paths = dropped.map(({ name }) => `'$.${name}'`)
  return `nullif(json_remove(population_members.extra, ${paths.join(', ')}), '{}')`
}

function idsIn(set: IdSet, { first, last }: Stretch): number[] {
  const ids: number[] = []
  for (let id = first; id <= last; id += 1) if (set.has(id)) ids.push(id)
  return ids
}
