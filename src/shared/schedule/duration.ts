import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

export const durationUnits = ['minutes', 'hours', 'days', 'weeks'] as const

/** A length of time. Days and weeks are those of the calendar: the clock shows the same time at their end. */
export const durationSchema = z.object({
  amount: z.number().int().min(1).max(10_000),
  unit: z.enum(durationUnits),
})
export type Duration = z.infer<typeof durationSchema>

/** The instant so much later, epoch ms, by the clocks of a place. */
export function addDuration(from: number, { amount, unit }: Duration, timeZone: string): number {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  return start.add({ [unit]: amount }).epochMilliseconds
}
