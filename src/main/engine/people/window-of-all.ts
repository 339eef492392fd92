import type { Database } from 'better-sqlite3'
import { countWithout } from './kept-order.ts'
import type { PersonOrder } from './person-orders.ts'

/** A window into everyone. */
export interface WindowOfAll {
  readonly offset: number
  readonly limit: number
  readonly descending: boolean
  /** How many people there are. */
  readonly total: number
  /** The table that keeps the order; undefined for the order of ids. */
  readonly kept: PersonOrder | undefined
}

/** Ids of a window into everyone: skipping half a million takes some 20 ms at most, so nothing needs to be kept. */
export function windowOfAll(
  sql: Database,
  { offset, limit, descending, total, kept }: WindowOfAll,
): number[] {
  return stretchesOf(sql, total, kept).flatMap(stretch => {
    const from = Math.max(offset, stretch.start)
    const upTo = Math.min(offset + limit, stretch.start + stretch.count)
    const window = { offset: from - stretch.start, limit: upTo - from, descending }
    return upTo > from ? readStretch(sql, stretch, window) : []
  })
}

/** How many people there are; their numbers are counted three times as fast as they are themselves. */
export function countAll(sql: Database): number {
  return Number(sql.prepare('SELECT count(*) FROM person_phones').pluck().get())
}

/** People who follow each other in a list, in the order of one index. */
interface Stretch {
  readonly start: number
  readonly count: number
  /** From where, and by what: `SELECT … ORDER BY` with a direction to be put in. */
  readonly select: (direction: 'ASC' | 'DESC') => string
}

/** Those without a value come last, in either direction. */
function stretchesOf(sql: Database, total: number, kept: PersonOrder | undefined): Stretch[] {
  if (!kept) return [{ start: 0, count: total, select: to => `SELECT id FROM people ORDER BY id ${to}` }]
  const { table, key } = kept
  const without = Math.min(total, countWithout(sql, kept))
  const select = (where: string) => (to: string) =>
    `SELECT person_id FROM ${table} WHERE ${key} ${where} ORDER BY ${key} ${to}, person_id ${to}`
  return [
    { start: 0, count: total - without, select: select("> ''") },
    { start: total - without, count: without, select: select("= ''") },
  ]
}

/** Ids of a window into a stretch, counted from the end of it that is nearer. */
function readStretch(
  sql: Database,
  { count, select }: Stretch,
  { offset, limit, descending }: { offset: number; limit: number; descending: boolean },
): number[] {
  const isNearer = offset > count / 2
  const skipped = isNearer ? count - offset - limit : offset
  const ids = sql
    .prepare(`${select(descending === isNearer ? 'ASC' : 'DESC')} LIMIT ? OFFSET ?`)
    .pluck()
    .all(limit, skipped) as number[]
  return isNearer ? ids.toReversed() : ids
}
