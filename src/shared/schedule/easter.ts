import type { CalendarDay } from '../calendar-day.ts'

/** Easter Sunday of a year of the Gregorian calendar, after the rule of Gauss as Meeus and Butcher write it. */
export function easterOf(year: number): CalendarDay {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return `${year}-${twoDigits(Math.floor(days / 31))}-${twoDigits((days % 31) + 1)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
