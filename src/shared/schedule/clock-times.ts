import type { ClockTime, DayTimes } from './schedule.ts'

/** Minutes since midnight as the clock shows them. */
export function minutesOf(time: ClockTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** All times of one day, in order and each once. */
export function clockTimesOf(times: DayTimes): readonly ClockTime[] {
  if (times.kind === 'at') return [...new Set(times.times)].toSorted()
  const all: ClockTime[] = []
  for (let at = minutesOf(times.from); at <= minutesOf(times.to); at += times.minutes) {
    all.push(`${pad(Math.floor(at / 60))}:${pad(at % 60)}`)
  }
  return all
}

/** The smallest number of minutes between two times of a day; infinite where there is only one. */
export function shortestGap(times: DayTimes): number {
  const minutes = clockTimesOf(times).map(minutesOf)
  return Math.min(...minutes.slice(1).map((at, index) => at - (minutes[index] ?? 0)))
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
