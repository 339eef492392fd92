import { Temporal } from 'temporal-polyfill'
import type { CalendarDay } from '../calendar-day.ts'
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

/** Whether this machine knows the clocks of a place; an IANA name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone) !== undefined
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
