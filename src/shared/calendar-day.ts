const msPerDay = 86_400_000

/** A moment as the people of a place know it. */
export interface Moment {
  /** Epoch ms, UTC. */
  readonly now: number
  /** IANA name. */
  readonly timeZone: string
}

/** A day of the calendar, `YYYY-MM-DD`. */
export type CalendarDay = string

/** The day that it is somewhere at an instant. */
export function dayOf({ now, timeZone }: Moment): CalendarDay {
  return new Date(localTime(now, timeZone)).toISOString().slice(0, 10)
}

/** What the clocks of a place show at an instant, `YYYY-MM-DD HH:MM`. */
export function clockTextOf({ now, timeZone }: Moment): string {
  return new Date(localTime(now, timeZone)).toISOString().slice(0, 16).replace('T', ' ')
}

/** The day so many days later, or earlier with a negative number. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(day) + days * msPerDay).toISOString().slice(0, 10)
}

/** The first instant of a day somewhere: midnight, or what comes after it where the clocks skip midnight. */
export function startOfDay(day: CalendarDay, timeZone: string): number {
  const midnight = Date.parse(day)
  // Clocks may change during the day, so both the time before and the time after it are tried.
  const candidates = [midnight - msPerDay, midnight + msPerDay].map(near => {
    return midnight - (localTime(near, timeZone) - near)
  })
  const within = candidates.filter(now => dayOf({ now, timeZone }) === day)
  return Math.min(...(within.length > 0 ? within : candidates))
}

/** Whether a year has a 29th of February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clocks show, as if it were UTC. */
function localTime(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? createFormat(timeZone)
  formats.set(timeZone, format)
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit'
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  })
}
