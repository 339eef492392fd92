import { z } from 'zod'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { call, id, instant } from './feature.ts'

const workflow = z.object({ id, name: z.string() })

/** Something that happens at a moment, or did. */
export const calendarEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delivery'),
    at: instant,
    /** As far as it can be told. */
    endsAt: instant.nullable(),
    id,
    label: z.string(),
    state: z.enum(deliveryStates),
    /** Several where they share it; none while nobody knows. */
    lines: z.array(z.object({ id, name: z.string() })),
    /** How many it has; null before it is prepared. */
    messages: z.number().int().nullable(),
  }),
  /** A schedule of a workflow that is started. */
  z.object({ kind: z.literal('firing'), at: instant, workflow, activityId: z.string(), label: z.string() }),
  /** People go on behind a Wait; those whose moments lie on one day are told together, with the first of them. */
  z.object({
    kind: z.literal('wait'),
    at: instant,
    workflow,
    activityId: z.string(),
    label: z.string(),
    /** Null where they all go on together. */
    people: z.number().int().nullable(),
  }),
])
export type CalendarEntry = z.infer<typeof calendarEntrySchema>

/** Two deliveries that want the same line, or some of the same lines, at the same time. */
export const lineCollisionSchema = z.object({ ids: z.tuple([id, id]), line: z.string(), at: instant })
/** Two deliveries of which some people get both within a day. */
export const audienceOverlapSchema = z.object({ ids: z.tuple([id, id]), people: z.number().int() })
export type AudienceOverlap = z.infer<typeof audienceOverlapSchema>

/** A month with the days around it, and a day for each zone. */
const longestSpan = 50 * 86_400_000
const span = z
  .object({ from: instant, until: instant })
  .refine(({ from, until }) => until > from && until - from <= longestSpan)

export const calendarCalls = {
  /** Everything that is to happen, and the deliveries that were sent, in order of time. */
  'calendar.entries': call(
    span,
    z.object({
      entries: z.array(calendarEntrySchema),
      collisions: z.array(lineCollisionSchema),
      /** There is more than is told: a schedule fires very often, or there are very many deliveries. */
      isCut: z.boolean(),
    }),
  ),
  /** Prepared deliveries that are sent within a day of each other to some of the same numbers. */
  'calendar.overlaps': call(span, z.array(audienceOverlapSchema)),
} as const
