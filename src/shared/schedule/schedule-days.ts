import { Temporal } from 'temporal-polyfill'
import { isLeapYear, type CalendarDay } from '../calendar-day.ts'
import { ordinals, type MonthDays, type RepeatingSchedule } from './schedule.ts'

type Day = Temporal.PlainDate

/** Periods in a row without a day before a schedule is taken to have none, as on the 31st of every twelfth month. */
const mostEmptyPeriods = 100

/**
 * The days of a schedule from one on, in order, without end unless there are none any more.
 * @param anchor the day from which intervals count
 */
export function* scheduleDays(
  schedule: RepeatingSchedule,
  anchor: CalendarDay,
  from: CalendarDay,
): Generator<CalendarDay> {
  const [first, start] = [Temporal.PlainDate.from(anchor), Temporal.PlainDate.from(from)]
  let empty = 0
  for (let number = Math.max(0, periodsBetween(schedule, first, start) - 1); ; number += 1) {
    const days = daysOfPeriod(schedule, first, number).filter(
      day => Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, start) >= 0,
    )
    empty = days.length === 0 ? empty + 1 : 0
    if (empty > mostEmptyPeriods) return
    for (const day of days) yield day.toString()
  }
}

/** How many whole periods lie between two days; negative where the second comes first. */
function periodsBetween(schedule: RepeatingSchedule, first: Day, start: Day): number {
  switch (schedule.every) {
    case 'day':
      return Math.floor(first.until(start).days / schedule.interval)
    case 'week':
      return Math.floor(mondayOf(first).until(start).days / (7 * schedule.interval))
    case 'month':
      return Math.floor(
        first.with({ day: 1 }).until(start, { largestUnit: 'months' }).months / schedule.interval,
      )
    case 'year':
      return start.year - first.year
  }
}

function daysOfPeriod(schedule: RepeatingSchedule, first: Day, number: number): readonly Day[] {
  switch (schedule.every) {
    case 'day':
      return [first.add({ days: number * schedule.interval })]
    case 'week': {
      const monday = mondayOf(first).add({ weeks: number * schedule.interval })
      return ascending(schedule.weekdays).map(weekday => monday.add({ days: weekday - 1 }))
    }
    case 'month':
      return daysOfMonth(schedule.on, first.with({ day: 1 }).add({ months: number * schedule.interval }))
    case 'year': {
      const year = first.with({ day: 1, month: 1 }).add({ years: number })
      return ascending(schedule.months).flatMap(month =>
        daysOfMonth(keepLeapDay(schedule.on, year.year, month), year.with({ month })),
      )
    }
  }
}

/** @param month its first day */
function daysOfMonth(on: MonthDays, month: Day): readonly Day[] {
  if (on.kind === 'days') {
    const days = on.days.map(day => (day === 'last' ? month.daysInMonth : day))
    return ascending(days)
      .filter(day => day <= month.daysInMonth)
      .map(day => month.with({ day }))
  }
  const firstOne = month.add({ days: (on.weekday - month.dayOfWeek + 7) % 7 })
  const all = [0, 1, 2, 3, 4].map(weeks => firstOne.add({ weeks })).filter(day => day.month === month.month)
  const chosen = on.ordinal === 'last' ? all.at(-1) : all[ordinals.indexOf(on.ordinal)]
  return chosen ? [chosen] : []
}

/** What happens on the 29th of February happens on the 28th in other years, so that it never comes late. */
function keepLeapDay(on: MonthDays, year: number, month: number): MonthDays {
  if (month !== 2 || on.kind !== 'days' || isLeapYear(year)) return on
  return { kind: 'days', days: on.days.map(day => (day === 29 ? 28 : day)) }
}

function mondayOf(day: Day): Day {
  return day.subtract({ days: day.dayOfWeek - 1 })
}

function ascending<N extends number>(numbers: readonly N[]): readonly N[] {
  return [...new Set(numbers)].toSorted((one, other) => one - other)
}
