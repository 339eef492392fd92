import { addDays, dayOf, isLeapYear, type CalendarDay, type Moment } from '../calendar-day.ts'
import { instantOf } from './instant-of.ts'
import type { ClockTime } from './schedule.ts'

/** How a moment follows from a date that a person has. */
export interface DateReading {
  /** Days after the date, or before it with a negative number; at most a year where the date is yearly. */
  readonly offset: number
  readonly time: ClockTime
  /** Whether the year does not matter, as with a birthday. */
  readonly isYearly: boolean
}

/** When a date comes due. `isPast` where its day, with the offset, is over. */
export interface DueDate {
  /** Epoch ms; on the present day it may lie before the moment at which one asks. */
  readonly at: number
  readonly isPast: boolean
}

/**
 * The moment that follows from a date, by the clocks of a place; undefined where the text is no date. A yearly one is the
 * next, today's included: its day is never over.
 */
export function dueDateOf(text: string, reading: DateReading, moment: Moment): DueDate | undefined {
  const date = readDay(text)
  if (date === undefined) return undefined
  const today = dayOf(moment)
  const day = reading.isYearly ? nextAnniversary(date, reading.offset, today) : addDays(date, reading.offset)
  return { at: instantOf(day, reading.time, moment.timeZone), isPast: day < today }
}

/** The day in the text, which may go on with a time; undefined where there is none in the calendar. */
function readDay(text: string): CalendarDay | undefined {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text.trim())?.[0]
  const read = day === undefined ? Number.NaN : Date.parse(day)
  return day !== undefined && !Number.isNaN(read) && addDays(day, 0) === day ? day : undefined
}

function nextAnniversary(date: CalendarDay, offset: number, today: CalendarDay): CalendarDay {
  const year = Number(today.slice(0, 4))
  const days = [-2, -1, 0, 1, 2]
    .map(more => addDays(inYear(date, year + more), offset))
    .filter(day => day >= today)
  return days.toSorted()[0] ?? today
}

/** As birthdays are: the 29th of February is kept on the 28th in years without one. */
function inYear(date: CalendarDay, year: number): CalendarDay {
  const day = date.slice(5)
  return `${year}-${day === '02-29' && !isLeapYear(year) ? '02-28' : day}`
}
