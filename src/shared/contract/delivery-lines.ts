import { z } from 'zod'
import { id, instant } from './feature.ts'
import { troubleSchema } from './trouble.ts'

/**
 * What a line does for the deliveries in its queue. `idle`: nothing may leave through it at the moment; `resting`: the
 * network asked to wait; `away`: not open; `halted`: a person has to act; the others keep it back until a moment.
 */
export const lineDoings = [
  'sending',
  'idle',
  'resting',
  'hours',
  'day-cap',
  'month-cap',
  'away',
  'halted',
] as const
export type LineDoingKind = (typeof lineDoings)[number]

/** One of the lines of a delivery. */
export const deliveryLineSchema = z.object({
  id,
  name: z.string(),
  /** Null while it sends nothing for any delivery. */
  doing: z.enum(lineDoings).nullable(),
  /** Until when it is kept back, where that is known. */
  until: instant.nullable(),
  trouble: troubleSchema.nullable(),
  /** Since when the answer to a message of this delivery is awaited from it; null while none is under way. */
  awaitsSince: instant.nullable(),
  /** Of one that is idle: lines that the people who are left stay with, because those texted them before. */
  leftTo: z.array(z.string()),
  /** Messages of this delivery that left or may have left through it. */
  sent: z.number().int(),
  /** Messages that ended at it without leaving. */
  failed: z.number().int(),
})
export type DeliveryLine = z.infer<typeof deliveryLineSchema>
