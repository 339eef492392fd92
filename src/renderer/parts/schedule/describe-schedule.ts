import { clockTimesOf } from '../../../shared/schedule/clock-times.ts'
import type { DayTimes, MonthDays, RepeatingSchedule, Schedule } from '../../../shared/schedule/schedule.ts'

/** The words and the notation of a language. */
export interface ScheduleWords {
  readonly t: (key: string, named?: Record<string, unknown>, plural?: number) => string
  /** BCP 47. */
  readonly locale: string
}

/** A schedule in plain words, with the place by whose clocks it goes where that is given: "Every weekday at 9:00". */
export function describeSchedule(schedule: Schedule, words: ScheduleWords, zone?: string): string {
  const what = whenWord(schedule, words)
  const placed = zone === undefined ? what : words.t('schedule.words.zoned', { what, zone })
  return schedule.every === 'once' ? placed : [placed, ...validity(schedule, words)].join(', ')
}

function whenWord(schedule: Schedule, words: ScheduleWords): string {
  const { t } = words
  if (schedule.every === 'once') {
    const [day, time] = [dayWord(schedule.day, words), timeWord(schedule.time, words)]
    return t('schedule.words.once', { day, time })
  }
  const named = { days: daysWord(schedule, words), times: timesWord(schedule.times, words) }
  return t(schedule.times.kind === 'at' ? 'schedule.words.when' : 'schedule.words.whenOften', named)
}

/** A day of the week, 1 is Monday. */
export function weekdayWord(
  weekday: number,
  { locale }: ScheduleWords,
  style: 'long' | 'short' = 'long',
): string {
  const monday = Date.UTC(2024, 0, 1)
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    monday + (weekday - 1) * 86_400_000,
  )
}

/** A month, 1 is January. */
export function monthWord(
  month: number,
  { locale }: ScheduleWords,
  style: 'long' | 'short' = 'long',
): string {
  return new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(
    Date.UTC(2024, month - 1, 1),
  )
}

/** A time of day as it is written here. */
export function timeWord(time: string, { locale }: ScheduleWords): string {
  const at = Date.parse(`2024-01-01T${time}:00Z`)
  return Number.isNaN(at)
    ? time
    : new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(at)
}

/** A day of the calendar as it is written here. */
export function dayWord(day: string, { locale }: ScheduleWords): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at)
    ? day
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at)
}

function daysWord(schedule: RepeatingSchedule, words: ScheduleWords): string {
  const { t } = words
  switch (schedule.every) {
    case 'day':
      return t('schedule.words.day', { n: schedule.interval }, schedule.interval)
    case 'week':
      return weekWord(schedule, words)
    case 'month': {
      const on = onWord(schedule.on, words)
      return t('schedule.words.month', { n: schedule.interval, on }, schedule.interval)
    }
    case 'year': {
      const months = list(
        schedule.months.map(month => monthWord(month, words)),
        words,
      )
      return t('schedule.words.year', { on: onWord(schedule.on, words), months })
    }
  }
}

function weekWord(
  { interval, weekdays }: Extract<RepeatingSchedule, { every: 'week' }>,
  words: ScheduleWords,
): string {
  const { t } = words
  const all = weekdays.toSorted((one, other) => one - other)
  if (interval === 1 && all.length === 7) return t('schedule.words.day', { n: 1 }, 1)
  if (interval === 1 && all.join('') === '12345') return t('schedule.words.weekdays')
  const days = list(
    all.map(weekday => weekdayWord(weekday, words)),
    words,
  )
  return t('schedule.words.week', { n: interval, days }, interval)
}

function onWord(on: MonthDays, words: ScheduleWords): string {
  const { t } = words
  if (on.kind === 'weekday') {
    const weekday = weekdayWord(on.weekday, words)
    return t(`schedule.words.on.${on.ordinal}`, { weekday })
  }
  const numbers = on.days.filter(day => day !== 'last').toSorted((one, other) => one - other)
  const days = numbers.map(String)
  if (days.length === 0) return t('schedule.words.on.lastDay')
  const all = on.days.includes('last') ? [...days, t('schedule.words.theLastDay')] : days
  return t('schedule.words.on.days', { days: list(all, words) })
}

function timesWord(times: DayTimes, words: ScheduleWords): string {
  const { t } = words
  if (times.kind === 'at') {
    return t('schedule.words.at', {
      times: list(
        clockTimesOf(times).map(time => timeWord(time, words)),
        words,
      ),
    })
  }
  const [from, to] = [timeWord(times.from, words), timeWord(times.to, words)]
  if (times.minutes % 60 !== 0) return t('schedule.words.minutes', { n: times.minutes, from, to })
  return t('schedule.words.hours', { n: times.minutes / 60, from, to }, times.minutes / 60)
}

function validity({ from, end }: RepeatingSchedule, words: ScheduleWords): string[] {
  const { t } = words
  const first = from === null ? [] : [t('schedule.words.from', { day: dayWord(from, words) })]
  if (end.kind === 'on') return [...first, t('schedule.words.until', { day: dayWord(end.day, words) })]
  return end.kind === 'after' ? [...first, t('schedule.words.after', { n: end.firings }, end.firings)] : first
}

function list(items: readonly string[], { locale }: ScheduleWords): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
}
