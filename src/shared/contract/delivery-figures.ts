import { z } from 'zod'
import { exclusionCauses } from '../exclusion-cause.ts'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { messageStates } from '../lifecycles/message.ts'
import { call, id, instant, spent } from './feature.ts'
import { stateCountsSchema } from './series-sums.ts'

/** What a dashboard tells messages apart by. */
export const breakdowns = ['line', 'country', 'language', 'variant', 'text', 'parts'] as const
export type Breakdown = (typeof breakdowns)[number]

/** What people do with a message; the key of such a share is the text of a test, or empty for all messages. */
export const reactions = ['replied', 'opted-out', 'clicked'] as const
export type Reaction = (typeof reactions)[number]

/** Messages that are alike in one respect; `reason` is the code of the last error. */
export const messageShareSchema = z.object({
  by: z.enum([...breakdowns, 'reason', ...reactions]),
  /** The id of a line, an ISO country, a language, a number of parts, which text of a test, or a code; empty where it is not known. */
  key: z.string().max(200),
})
export type MessageShare = z.infer<typeof messageShareSchema>

const breakdownRowSchema = z.object({
  key: z.string(),
  /** Of a line. */
  name: z.string().optional(),
  messages: z.number().int(),
  parts: z.number().int(),
  /** What is just leaving counts as queued. */
  counts: stateCountsSchema,
})
export type BreakdownRow = z.infer<typeof breakdownRowSchema>

export const deliveryFiguresSchema = z.object({
  spent,
  /** The largest first; of a line only what it has tried. */
  breakdowns: z.record(z.enum(breakdowns), z.array(breakdownRowSchema)),
  /** Messages that were not delivered, by their last error, the most frequent first. */
  reasons: z.array(
    z.object({
      state: z.enum(messageStates),
      reason: z.string().nullable(),
      messages: z.number().int(),
    }),
  ),
  /** Whoever answered before they got another delivery, and with how many messages; asking for no more is no answer. */
  replies: z.object({ people: z.number().int(), messages: z.number().int() }),
  /** Whoever answered STOP, or what that is called elsewhere, before they got another delivery. */
  optOuts: z.object({ people: z.number().int() }),
  /** Whoever followed a link of this delivery, and how often (KP-07). */
  clicks: z.object({ people: z.number().int(), clicks: z.number().int() }),
})
export type DeliveryFigures = z.infer<typeof deliveryFiguresSchema>

/** As many as fit side by side. */
export const mostCompared = 6
export const comparedIds = z
  .array(id)
  .min(2)
  .max(mostCompared)
  .refine(ids => new Set(ids).size === ids.length)

const comparedSchema = z.object({
  id,
  label: z.string(),
  state: z.enum(deliveryStates),
  campaign: z.string().nullable(),
  begunAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** Null before it is prepared. */
  preparation: z
    .object({
      targeted: z.number().int(),
      excluded: z.array(z.object({ cause: z.enum(exclusionCauses), count: z.number().int() })),
      excludedTotal: z.number().int(),
      currency: z.string(),
    })
    .nullable(),
  counts: stateCountsSchema,
  spent: deliveryFiguresSchema.shape.spent,
  replies: z.number().int(),
  optOuts: z.number().int(),
  clicks: z.number().int(),
})
export type ComparedDelivery = z.infer<typeof comparedSchema>

export const deliveryFigureCalls = {
  /** What a dashboard tells beside the counts by state. Costs the same for ten messages and for a million. */
  'deliveries.figures': call(z.object({ id }), deliveryFiguresSchema),
  /** Replies and clicks by equal steps of time since it began; nothing where there are none. */
  'deliveries.reactions': call(
    z.object({ id }),
    z.object({
      stepMs: z.number(),
      points: z.array(
        z.object({ at: instant, replies: z.number(), optOuts: z.number(), clicks: z.number() }),
      ),
    }),
  ),
  /** What became of several deliveries, in the order in which they are named; recurring ones are refused. */
  'deliveries.compare': call(
    z.object({ ids: comparedIds }),
    z.object({ at: instant, rows: z.array(comparedSchema) }),
  ),
} as const

export const deliveryFigurePushes = {
  /** Somebody answered it. */
  'delivery.answered': z.object({ id }),
} as const
