import { z } from 'zod'
import { clockTimeSchema } from '../schedule/schedule.ts'
import { call, done, id, instant, money, spent } from './feature.ts'

/** How a delivery will go if nothing comes in between, as it stands at the moment of asking. */
export const deliveryPlanSchema = z.object({
  /** IANA name: the zone in which its start is meant. */
  timeZone: z.string(),
  /** When it begins: now, or at its time. */
  startsAt: instant,
  /** Its time is past: it begins as soon as it is confirmed. */
  isStartPast: z.boolean(),
  /** When the first message leaves; null where none does. */
  firstAt: instant.nullable(),
  /** Null where it cannot be told. */
  endsAt: instant.nullable(),
  /** How long deliveries that come first keep the line busy. */
  aheadMs: z.number(),
  /** Messages to people for whom the local time of the start, or their own moment, is past: they leave at once. */
  past: z.number().int(),
  /** Messages that leave by a date of the person, and when the first and the last do. */
  dated: z.object({ messages: z.number().int(), first: instant, last: instant }).optional(),
  /** Messages that wait: for the morning, or until it is time where the people are. */
  waiting: z.number().int(),
  /** The first of them, by the moment that they wait for. */
  waits: z.array(
    z.object({ from: instant, until: instant, messages: z.number().int(), cause: z.enum(['night', 'zone']) }),
  ),
  waveCount: z.number().int(),
  /** The first waves, or steps of a ramp, that are still to come. */
  waves: z.array(z.object({ at: instant, messages: z.number().int() })),
  /** What the lines hold it up by on the way: their hours of the day, or the caps of their SIMs. */
  limits: z.array(z.enum(['hours', 'day-cap', 'month-cap'])),
  /** When first no line may send, and until when. */
  hold: z
    .object({ from: instant, until: instant, cause: z.enum(['hours', 'day-cap', 'month-cap']) })
    .optional(),
  /** The lowest daily and monthly cap among its lines, in parts; absent without any. */
  caps: z.object({ day: z.number().int().optional(), month: z.number().int().optional() }),
  /** Messages whose validity is over before their turn. */
  expiring: z.number().int(),
  budget: money.nullable(),
  spent,
})
export type DeliveryPlan = z.infer<typeof deliveryPlanSchema>

export const deliveryPlanCalls = {
  /**
   * Moves a delivery that has not begun to another time, as the clocks of its own zone show it, and prepares it again: like
   * any edit this takes its confirmation back. Refused with `delivery/time-past`, `delivery/cannot-edit`.
   */
  'deliveries.reschedule': call(z.object({ id, day: z.iso.date(), time: clockTimeSchema }), done),
} as const
