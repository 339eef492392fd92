import { z } from 'zod'

/** Time of day as clocks show it, `HH:MM`. */
export const clockTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export type ClockTime = z.infer<typeof clockTimeSchema>

/** Days of the week as ISO counts them: 1 is Monday, 7 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export const weekdaySchema = z.literal(weekdays)
export type Weekday = z.infer<typeof weekdaySchema>

/** Less than this between two firings would keep the machine busy with starting runs alone. */
export const fewestMinutes = 5

/** When on its days a schedule fires. */
const timesSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), times: z.array(clockTimeSchema).min(1).max(48) }),
  /** From one time to the other, both included; `minutes` apart. */
  z.object({
    kind: z.literal('every'),
    minutes: z.number().int().min(fewestMinutes).max(720),
    from: clockTimeSchema,
    to: clockTimeSchema,
  }),
])
export type DayTimes = z.infer<typeof timesSchema>

/** Places of a weekday in its month. */
export const ordinals = ['first', 'second', 'third', 'fourth', 'last'] as const

/** Which days of a month. */
const monthDaysSchema = z.discriminatedUnion('kind', [
  /** Months that lack the day are left out; where months are chosen by name, the 29th of February is kept on the 28th. */
  z.object({
    kind: z.literal('days'),
    days: z
      .array(z.union([z.number().int().min(1).max(31), z.literal('last')]))
      .min(1)
      .max(32),
  }),
  /** E.g. the second Tuesday. */
  z.object({ kind: z.literal('weekday'), ordinal: z.enum(ordinals), weekday: weekdaySchema }),
])
export type MonthDays = z.infer<typeof monthDaysSchema>

const daySchema = z.iso.date()

/** When a schedule that repeats is over. A number of firings counts from the start of the workflow. */
const endSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  /** That day is the last. */
  z.object({ kind: z.literal('on'), day: daySchema }),
  z.object({ kind: z.literal('after'), firings: z.number().int().min(1).max(100_000) }),
])
export type ScheduleEnd = z.infer<typeof endSchema>

const repeating = {
  times: timesSchema,
  /** First day, from which intervals are counted; null: the day on which the workflow was started. */
  from: daySchema.nullable(),
  end: endSchema,
}
const interval = z.number().int().min(1).max(365)

/** When something happens again and again, in the clock times of one place. */
export const scheduleSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('once'), day: daySchema, time: clockTimeSchema }),
  z.object({ every: z.literal('day'), interval, ...repeating }),
  /** Weeks begin on Monday. */
  z.object({
    every: z.literal('week'),
    interval,
    weekdays: z.array(weekdaySchema).min(1).max(7),
    ...repeating,
  }),
  z.object({ every: z.literal('month'), interval, on: monthDaysSchema, ...repeating }),
  z.object({
    every: z.literal('year'),
    months: z.array(z.number().int().min(1).max(12)).min(1).max(12),
    on: monthDaysSchema,
    ...repeating,
  }),
])
export type Schedule = z.infer<typeof scheduleSchema>
export type RepeatingSchedule = Exclude<Schedule, { every: 'once' }>
