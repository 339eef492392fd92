import { addDays, dayOf, type CalendarDay, type Moment } from '../calendar-day.ts'
import { weekdayOf } from '../schedule/week-window.ts'
import type { Aggregation } from './series-settings.ts'

/**
 * The period in which a moment lies, by the clocks of a place: `2026-11-20`, `2026-W47` (ISO), `2026-11` or `2026`. Null
 * without aggregation. Periods of one kind sort as their texts do.
 */
export function periodOf(aggregation: Aggregation, moment: Moment): string | null {
  if (aggregation === 'none') return null
  const day = dayOf(moment)
  if (aggregation === 'day') return day
  if (aggregation === 'week') return weekOf(day)
  return day.slice(0, aggregation === 'month' ? 7 : 4)
}

/** A week belongs to the year in which its Thursday lies (ISO 8601). */
function weekOf(day: CalendarDay): string {
  const thursday = addDays(day, 4 - weekdayOf(day))
  const year = thursday.slice(0, 4)
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`
}

/** The first and the last day of a period. */
export function daysOfPeriod(period: string): { readonly from: CalendarDay; readonly to: CalendarDay } {
  const [year = '', part] = period.split('-')
  if (part === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` }
  if (part.startsWith('W')) return daysOfWeek(Number(year), Number(part.slice(1)))
  if (period.length > 'YYYY-MM'.length) return { from: period, to: period }
  const next = new Date(Date.UTC(Number(year), Number(part), 1)).toISOString().slice(0, 10)
  return { from: `${period}-01`, to: addDays(next, -1) }
}

/** The 4th of January always lies in the first week. */
function daysOfWeek(year: number, week: number): { readonly from: CalendarDay; readonly to: CalendarDay } {
  const fourth = `${year}-01-04`
  const from = addDays(fourth, 1 - weekdayOf(fourth) + (week - 1) * 7)
  return { from, to: addDays(from, 6) }
}
