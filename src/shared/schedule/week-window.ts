import { z } from 'zod'
import { addDays, dayOf } from '../calendar-day.ts'
import { instantOf } from './instant-of.ts'
import { clockTimeSchema, weekdaySchema, type Weekday } from './schedule.ts'

/** Times of the week within which something may end: from one time of the day until just before another (MK-11). */
export const weekWindowSchema = z.object({
  weekdays: z.array(weekdaySchema).min(1).max(7),
  from: clockTimeSchema,
  to: clockTimeSchema,
})
export type WeekWindow = z.infer<typeof weekWindowSchema>

/** The day of the week of a day of the calendar. */
export function weekdayOf(day: string): Weekday {
  return (((new Date(day).getUTCDay() + 6) % 7) + 1) as Weekday
}

/** An instant itself where the window is open then, else the next moment at which it opens; epoch ms. */
export function withinWindow(at: number, { weekdays, from, to }: WeekWindow, timeZone: string): number {
  const today = dayOf({ now: at, timeZone })
  for (let ahead = 0; ahead < 8; ahead += 1) {
    const day = addDays(today, ahead)
    if (!weekdays.includes(weekdayOf(day))) continue
    const opens = instantOf(day, from, timeZone)
    if (at <= opens) return opens
    if (at < instantOf(day, to, timeZone)) return at
  }
  return at
}
