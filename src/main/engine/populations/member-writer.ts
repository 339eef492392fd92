import type { Database, Statement } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'
import { createPopulation } from './create-population.ts'
import { readColumns } from './read-columns.ts'

/** Writes some people of a population into a new one; they keep what they carry. */
export interface MemberWriter {
  readonly populationId: number
  /** How many were written. */
  readonly count: number
  write(ids: readonly number[]): void
  /** Keeps the count. */
  finish(): void
}

/** Whose people are written, and values that all of them get. */
interface Writing {
  readonly from: number
  readonly columns?: readonly Column[]
  readonly stamp?: Readonly<Record<string, string>> | undefined
}

/** Begins a new population. */
export function createMemberWriter(sql: Database, { from, columns, stamp }: Writing): MemberWriter {
  const carried = readColumns(sql, from)
  const populationId = createPopulation(sql, columns ?? carried)
  const insert = prepareInsert(sql, { carries: carried.length > 0, stamps: stamp !== undefined })
  const parameters = { populationId, from, stamp: JSON.stringify(stamp ?? {}) }
  let count = 0
  return {
    populationId,
    get count() {
      return count
    },
    write(ids) {
      if (ids.length === 0) return
      count += insert.run({ ...parameters, ids: JSON.stringify(ids) }).changes
    },
    finish() {
      sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(count, populationId)
    },
  }
}

/** People who carry nothing need not be looked up: that takes a third of the time. */
function prepareInsert(
  sql: Database,
  { carries, stamps }: { readonly carries: boolean; readonly stamps: boolean },
): Statement {
  const into = 'INSERT INTO population_members (population_id, person_id, extra)'
  if (!carries) {
    return sql.prepare(
      `${into} SELECT @populationId, value, ${stamps ? '@stamp' : 'NULL'} FROM json_each(@ids)`,
    )
  }
  return sql.prepare(
    `${into} SELECT @populationId, person_id, ${stamps ? "json_patch(coalesce(extra, '{}'), @stamp)" : 'extra'}
     FROM population_members
     WHERE population_id = @from AND person_id IN (SELECT value FROM json_each(@ids))`,
  )
}
