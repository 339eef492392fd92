import type { Database } from 'better-sqlite3'
import type { Moment } from '../../../shared/calendar-day.ts'
import type { Clock } from '../environment.ts'

const clocks = new WeakMap<Database, Clock>()

/** Says which clock the rules of a workspace go by. To be called once, before any rule is read. */
export function keepTime(sql: Database, clock: Clock): void {
  clocks.set(sql, clock)
}

/**
 * Now, in the machine's time zone. Whoever writes "today" in a rule means the day on their own desk, and all people of
 * one count are measured by the same day.
 */
export function readMoment(sql: Database): Moment {
  const clock = clocks.get(sql)
  if (!clock) throw new Error('no clock was given for the rules of this workspace')
  return { now: clock.now(), timeZone: clock.timeZone() }
}
