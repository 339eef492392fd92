import { addDays, dayOf } from '../calendar-day.ts'
import { clockTimesOf } from './clock-times.ts'
import { instantOf, instantsOf } from './instant-of.ts'
import type { RepeatingSchedule, Schedule } from './schedule.ts'
import { scheduleDays } from './schedule-days.ts'

/** What a schedule is asked at. */
export interface ScheduleMoment {
  /** Epoch ms; what is asked for lies behind it. */
  readonly after: number
  /** IANA name: the clocks that the schedule goes by. */
  readonly timeZone: string
  /** When it began to count, epoch ms: intervals without a first day of their own start on that day. */
  readonly startedAt: number
  /** How often it has fired since. */
  readonly firings: number
}

/** When a schedule fires next, epoch ms; null where it never will again. */
export function nextFiring(schedule: Schedule, moment: ScheduleMoment): number | null {
  return nextFirings(schedule, moment, 1)[0] ?? null
}

/** The next firings, epoch ms, each later than the one before; fewer than `most` where it ends sooner. */
export function nextFirings(schedule: Schedule, moment: ScheduleMoment, most: number): readonly number[] {
  if (schedule.every === 'once') {
    const at = instantOf(schedule.day, schedule.time, moment.timeZone)
    return at > moment.after && moment.firings === 0 && most > 0 ? [at] : []
  }
  const left = schedule.end.kind === 'after' ? schedule.end.firings - moment.firings : most
  return collect(schedule, moment, Math.min(most, left))
}

function collect(schedule: RepeatingSchedule, moment: ScheduleMoment, most: number): readonly number[] {
  const found: number[] = []
  if (most <= 0) return found
  const times = clockTimesOf(schedule.times)
  let latest = moment.after
  for (const day of daysFrom(schedule, moment)) {
    for (const at of instantsOf(day, times, moment.timeZone)) {
      // Times that are skipped in a night in which the clocks go forward all become the moment after it.
      if (at <= latest) continue
      latest = at
      found.push(at)
      if (found.length === most) return found
    }
  }
  return found
}

function* daysFrom(schedule: RepeatingSchedule, moment: ScheduleMoment): Generator<string> {
  const { after, timeZone, startedAt } = moment
  const anchor = schedule.from ?? dayOf({ now: startedAt, timeZone })
  // A time that does not exist on its day may have become a moment of the next one.
  const from = addDays(dayOf({ now: after, timeZone }), -1)
  if (clockTimesOf(schedule.times).length === 0) return
  for (const day of scheduleDays(schedule, anchor, from)) {
    if (schedule.end.kind === 'on' && day > schedule.end.day) return
    yield day
  }
}
