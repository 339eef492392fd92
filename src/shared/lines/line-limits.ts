import { z } from 'zod'
import { clockTimeSchema } from '../schedule/schedule.ts'

const mostPerMinute = 100_000
const longestDelay = 3_600
/** No message has more parts, so that each fits into one day of the tightest cap. */
const leastCap = 10
const mostCap = 10_000_000

const seconds = z.number().min(0).max(longestDelay)

/** How much a line may send, and when; every kind of line has these among its settings. What is absent does not limit. */
export const limitsShape = {
  /** Messages a minute; 0 sends as fast as the line answers. */
  perMinute: z.number().int().min(0).max(mostPerMinute).default(0),
  /** Seconds between a message and the next, by chance within these. */
  delay: z
    .object({ least: seconds, most: seconds })
    .refine(({ least, most }) => least <= most)
    .optional(),
  /** The hours of the day in which it sends, by the clock of the machine; across midnight where `to` is earlier. */
  hours: z
    .object({ from: clockTimeSchema, to: clockTimeSchema })
    .refine(({ from, to }) => from !== to)
    .optional(),
  /** Parts that its SIM may send in a day and in a month of the calendar, by the clock of the machine. */
  dailyCap: z.number().int().min(leastCap).max(mostCap).optional(),
  monthlyCap: z.number().int().min(leastCap).max(mostCap).optional(),
}

const limitsSchema = z.object(limitsShape)
/** The limits of a line. */
export type LineLimits = z.output<typeof limitsSchema>

/** The limits among the settings of a line, whatever its kind. @throws z.ZodError when they are none */
export function limitsOf(settings: unknown): LineLimits {
  return limitsSchema.parse(settings)
}
