import { z } from 'zod'
import { fieldNameSchema } from '../rule/condition.ts'
import { ownMomentSchema } from '../schedule/own-moment.ts'
import { durationSchema } from '../schedule/duration.ts'
import { clockTimeSchema, weekdaySchema } from '../schedule/schedule.ts'

const day = z.iso.date()
/** IANA name; null is the zone of the machine at the moment of the confirmation. */
const timeZone = z.string().min(1).max(64).nullable()

/** What becomes of people whose moment is over when it is released. */
export const pastMoments = ['send', 'exclude'] as const
export type PastMoment = (typeof pastMoments)[number]

/** When the first message may leave. */
const startSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('at'), day, time: clockTimeSchema, timeZone }),
  /** When the clocks of each person show it; of people whose place is not known, those of `timeZone`. */
  z.object({ kind: z.literal('local'), day, time: clockTimeSchema, timeZone }),
  /**
   * To each person at a moment that follows from a date of theirs, a field or a column that they carry, by their clocks; of
   * people whose place is not known, by those of `timeZone`.
   */
  z.object({
    kind: z.literal('person'),
    field: fieldNameSchema,
    moment: ownMomentSchema,
    past: z.enum(pastMoments),
    timeZone,
  }),
])
export type DeliveryStart = z.infer<typeof startSchema>

/** How many messages a wave has; the last one takes what is left. */
const waveSizeSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('count'), messages: z.number().int().min(1).max(10_000_000) }),
  z.object({ of: z.literal('share'), percent: z.number().int().min(1).max(100) }),
])
export type WaveSize = z.infer<typeof waveSizeSchema>

/** How much may leave at a time, beside what the line lets through. */
const spreadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  /** The next wave begins so long after the first message of the one before. */
  z.object({ kind: z.literal('waves'), size: waveSizeSchema, every: durationSchema }),
  /** First so many an hour; after as many messages, `growth` percent more an hour, and so on. */
  z.object({
    kind: z.literal('ramp'),
    perHour: z.number().int().min(1).max(1_000_000),
    growth: z.number().int().min(1).max(1000),
  }),
])
export type Spread = z.infer<typeof spreadSchema>

/** Times of day at which nobody is texted, by the clocks of the person. */
const quietHoursSchema = z.discriminatedUnion('kind', [
  /** What is law or custom in the country of the number; a simulated line, which texts nobody, is not held up. */
  z.object({ kind: z.literal('country') }),
  /** Messages leave on these days from one time until just before another. */
  z.object({
    kind: z.literal('own'),
    weekdays: z.array(weekdaySchema).min(1).max(7),
    from: clockTimeSchema,
    to: clockTimeSchema,
  }),
  z.object({ kind: z.literal('off') }),
])
export type QuietHours = z.infer<typeof quietHoursSchema>

/** What happens when nobody could start it at its time, because the program was not running. */
export const missedStarts = ['send', 'hold'] as const
export type MissedStart = (typeof missedStarts)[number]

/** When messages leave; what is absent is as usual. */
export const timingSettingsSchema = z.object({
  start: startSchema.optional(),
  missed: z.enum(missedStarts).optional(),
  spread: spreadSchema.optional(),
  quietHours: quietHoursSchema.optional(),
})
export type TimingSettings = z.infer<typeof timingSettingsSchema>
export type FullTiming = { readonly [Key in keyof TimingSettings]-?: NonNullable<TimingSettings[Key]> }

/** At once, all together, never in quiet hours. */
export const usualTiming: FullTiming = {
  start: { kind: 'now' },
  missed: 'send',
  spread: { kind: 'all' },
  quietHours: { kind: 'country' },
}

/** The timing with everything that is absent as usual. There are no waves where each person has a moment of their own. */
export function timingOf({ timing }: { readonly timing?: TimingSettings | undefined }): FullTiming {
  const start = timing?.start ?? usualTiming.start
  return {
    start,
    missed: timing?.missed ?? usualTiming.missed,
    spread: start.kind === 'person' ? usualTiming.spread : (timing?.spread ?? usualTiming.spread),
    quietHours: timing?.quietHours ?? usualTiming.quietHours,
  }
}
