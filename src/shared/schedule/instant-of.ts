import { Temporal } from 'temporal-polyfill'
import type { CalendarDay } from '../calendar-day.ts'
import { minutesOf } from './clock-times.ts'
import type { ClockTime } from './schedule.ts'

/**
 * The instant, epoch ms, at which the clocks of a place show a time on a day. A time that is skipped because the clocks
 * go forward becomes the first moment that there is after it; one that comes twice means the first of the two.
 */
export function instantOf(day: CalendarDay, time: ClockTime, timeZone: string): number {
  const wanted = Temporal.PlainDateTime.from(`${day}T${time}`)
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds
  const gap = found.add({ minutes: 1 }).getTimeZoneTransition('previous')
  return (gap ?? found).epochMilliseconds
}

/** The instants of several times of one day, in order; as `instantOf`, of which many take long. */
export function instantsOf(
  day: CalendarDay,
  times: readonly ClockTime[],
  timeZone: string,
): readonly number[] {
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined || times.length < 3) {
    return times.map(time => instantOf(day, time, timeZone))
  }
  const start = instantOf(day, first, timeZone)
  const later = (time: ClockTime): number => (minutesOf(time) - minutesOf(first)) * 60_000
  // Where the clocks change in between, each time has to be looked up.
  const isStraight = instantOf(day, last, timeZone) - start === later(last)
  return times.map(time => (isStraight ? start + later(time) : instantOf(day, time, timeZone)))
}

/** Whether this machine knows the clocks of a place; an IANA name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone) !== undefined
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
