import type { Database } from 'better-sqlite3'
import type { LineLimits } from '../../../shared/lines/line-limits.ts'
import { prepared } from './prepared.ts'

/** A SIM on a day of the machine's calendar: what an operator counts by. */
export interface SimDay {
  readonly sim: string
  readonly day: string
}

/** Which cap is reached. */
export type CapKind = 'day-cap' | 'month-cap'

/** What may still leave through a SIM, for one turn. */
export interface SimRoom {
  /** Takes so many parts of it, or tells which cap leaves no room for them. */
  take(parts: number): CapKind | undefined
}

/** Adds parts that leave, or takes off those that surely did not; inside the transaction that claims or settles. */
export function addUsage(database: Database, { sim, day }: SimDay, parts: number): void {
  if (parts === 0) return
  const insert = `INSERT INTO sim_usage VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET parts = parts + excluded.parts`
  prepared(database, insert).run(sim, day, parts)
}

/** Parts that a SIM sent on a day, and in its month. */
export function readUsage(database: Database, { sim, day }: SimDay): { day: number; month: number } {
  const query = `SELECT ifnull(sum(iif(day = @day, parts, 0)), 0) day, ifnull(sum(parts), 0) month FROM sim_usage
    WHERE sim = @sim AND day >= @month AND day < @month || '~'`
  const month = day.slice(0, 7)
  return prepared(database, query).get({ sim, day, month }) as { day: number; month: number }
}

/** Which cap a SIM has reached; undefined where it may go on, or has none. */
export function reachedCap(database: Database, of: SimDay, limits: LineLimits): CapKind | undefined {
  return openRoom(database, of, limits)?.take(1)
}

/** What its caps leave, filled from what is on disk; undefined where nothing limits it. */
export function openRoom(
  database: Database,
  of: SimDay,
  { dailyCap, monthlyCap }: Pick<LineLimits, 'dailyCap' | 'monthlyCap'>,
): SimRoom | undefined {
  if (dailyCap === undefined && monthlyCap === undefined) return undefined
  const used = readUsage(database, of)
  let today = (dailyCap ?? Number.POSITIVE_INFINITY) - used.day
  let thisMonth = (monthlyCap ?? Number.POSITIVE_INFINITY) - used.month
  return {
    take(parts) {
      if (parts > thisMonth) return 'month-cap'
      if (parts > today) return 'day-cap'
      today -= parts
      thisMonth -= parts
      return undefined
    },
  }
}
