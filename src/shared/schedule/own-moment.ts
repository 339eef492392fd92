import { z } from 'zod'
import { dueDateOf } from './due-date.ts'
import { addDuration, durationSchema } from './duration.ts'
import { instantOf } from './instant-of.ts'
import { clockTimeSchema } from './schedule.ts'

/** How a moment follows from a date that a person has. */
export const ownMomentSchema = z.discriminatedUnion('by', [
  /** At a time of day, so many days after the date; before it with a negative number. */
  z.object({
    by: z.literal('day'),
    days: z.number().int().min(-365).max(365),
    time: clockTimeSchema,
    /** The next anniversary counts, not the date itself. */
    isYearly: z.boolean(),
  }),
  /** So long before or after the time of day that stands with the date. */
  z.object({ by: z.literal('time'), side: z.enum(['before', 'after']), duration: durationSchema }),
])
export type OwnMoment = z.infer<typeof ownMomentSchema>

const dateWithTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/**
 * The instant that follows from the date in a text, epoch ms, by the clocks of a place; undefined where there is no date,
 * or no time of day and it is asked for.
 */
export function ownMomentOf(
  text: string,
  moment: OwnMoment,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): number | undefined {
  if (moment.by === 'day') {
    const { days: offset, time, isYearly } = moment
    return dueDateOf(text, { offset, time, isYearly }, { now, timeZone })?.at
  }
  const at = readTime(text.trim(), timeZone)
  if (at === undefined) return undefined
  const { amount, unit } = moment.duration
  return addDuration(at, { amount: moment.side === 'before' ? -amount : amount, unit }, timeZone)
}

function readTime(text: string, timeZone: string): number | undefined {
  const [, day, time, zone] = dateWithTime.exec(text) ?? []
  if (day === undefined || time === undefined || Number.isNaN(Date.parse(`${day}T${time}Z`))) return undefined
  // A date that the calendar does not have is none, however Date reads it.
  if (new Date(`${day}T${time}Z`).toISOString().slice(0, 10) !== day) return undefined
  return zone === undefined ? instantOf(day, time, timeZone) : Date.parse(`${day}T${time}${zone}`)
}
