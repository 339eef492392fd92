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
