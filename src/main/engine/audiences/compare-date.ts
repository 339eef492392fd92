import { addDays, dayOf, isLeapYear, type CalendarDay, type Moment } from '../../../shared/calendar-day.ts'
import type { SqlPart } from './sql-part.ts'

/** Only what is written as a date is before or after one. */
const dated = (column: string): string => `${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'`

/** True where the date comes after the day, or before it. */
export function isBesideDay(column: string, side: 'greater' | 'less', day: CalendarDay): SqlPart {
  const symbol = side === 'greater' ? '>' : '<'
  return {
    sql: `(substr(${column}, 1, 10) ${symbol} ? AND ${dated(column)}) IS TRUE`,
    parameters: [day],
  }
}

/** True from so many days before today to so many days after it, both ends and today included. */
export function isNearDays(
  column: string,
  { before, after }: { readonly before: number; readonly after: number },
  moment: Moment,
): SqlPart {
  const today = dayOf(moment)
  return {
    sql: `(substr(${column}, 1, 10) BETWEEN ? AND ? AND ${dated(column)}) IS TRUE`,
    parameters: [addDays(today, -before), addDays(today, after)],
  }
}

/** True where the date lies more than so many days before today. */
export function isLongAgo(column: string, days: number, moment: Moment): SqlPart {
  return isBesideDay(column, 'less', addDays(dayOf(moment), -days))
}

/**
 * True where the day of the year comes round today or within so many days after it. Whoever was born on the 29th of
 * February has their day on the 28th in years without one, so that no wish comes late.
 */
export function isAnniversary(column: string, days: number, moment: Moment): SqlPart {
  if (days >= 365) return { sql: `(${dated(column)}) IS TRUE`, parameters: [] }
  const first = dayOf(moment)
  const last = addDays(first, days)
  const [from, to] = [first.slice(5), last.slice(5)]
  const isShort = to === '02-28' && !isLeapYear(Number(last.slice(0, 4)))
  const joint = from <= to ? 'AND' : 'OR'
  const day = `substr(${column}, 6, 5)`
  return {
    sql: `((${day} >= ? ${joint} ${day} <= ?) AND ${dated(column)}) IS TRUE`,
    parameters: [from, isShort ? '02-29' : to],
  }
}
