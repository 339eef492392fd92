import { z } from 'zod'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { deliverySchema } from './deliveries.ts'
import { deliveryLineSchema } from './delivery-lines.ts'
import { call, id, instant, nothing, someOf, windowOf } from './feature.ts'

/** Sent once, again and again, or one time of those. */
export const deliveryKinds = ['single', 'recurring', 'execution'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]

/**
 * How a list of deliveries goes: by what asks for attention (scheduled ones by their time, then what waits for a
 * confirmation, then what is under way, then the newest), by when they were or are to be sent, or by name.
 */
export const deliveryOrders = ['attention', 'when', 'label', 'created'] as const

export const deliveryQuerySchema = z.object({
  workflowId: id.optional(),
  /** Found in the label, in what was said of it, or in the name of its workflow or campaign. */
  search: z.string().trim().max(200).optional(),
  states: someOf(deliveryStates).optional(),
  kind: z.enum(deliveryKinds).optional(),
  lineId: id.optional(),
  /** Null for those without a campaign. */
  campaignId: id.nullable().optional(),
  tag: z.string().max(60).optional(),
  /** When it is to be sent, was, or else was made: from, and before. */
  from: instant.optional(),
  until: instant.optional(),
  /** Executions stand under their recurring deliveries, unless they are asked for (SD-08). */
  withExecutions: z.boolean().default(false),
  /** Those that were stopped before anything was confirmed. */
  withDiscarded: z.boolean().default(false),
  order: z.enum(deliveryOrders).default('attention'),
  isDescending: z.boolean().default(false),
})
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>

export const deliveryListCalls = {
  /** What each of its lines is doing, and what it has sent of it. */
  'deliveries.lines': call(z.object({ id }), z.array(deliveryLineSchema)),
  /** A window into the deliveries that match; `hidden` were discarded and would be in it otherwise. */
  'deliveries.page': call(
    deliveryQuerySchema.extend(windowOf),
    z.object({ total: z.number(), hidden: z.number(), rows: z.array(deliverySchema) }),
  ),
  /** All tags that deliveries have, in order of the alphabet. */
  'deliveries.tags': call(nothing, z.array(z.string())),
} as const
