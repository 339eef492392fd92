import { z } from 'zod'
import { exclusionCauses } from '../exclusion-cause.ts'
import { messageStates } from '../lifecycles/message.ts'
import { subscriptionStates } from '../lifecycles/subscription.ts'
import { call, id, instant, someOf, windowOf } from './feature.ts'
import { subscriptionSources } from './subscriptions.ts'

/** What can have happened with a person. */
export const timelineKinds = ['sent', 'received', 'excluded', 'clicked', 'consent'] as const
export type TimelineKind = (typeof timelineKinds)[number]

const delivery = { deliveryId: id, deliveryLabel: z.string() }

/** One thing that happened with a person. `key` tells it from all others of the person. */
export const timelineEntrySchema = z.discriminatedUnion('kind', [
  /** A message to them: when it left, or last changed where it did not. */
  z.object({
    kind: z.literal('sent'),
    key: z.string(),
    at: instant,
    ...delivery,
    text: z.string(),
    state: z.enum(messageStates),
    reason: z.string().nullable(),
  }),
  /** A message from their number. */
  z.object({
    kind: z.literal('received'),
    key: z.string(),
    at: instant,
    text: z.string(),
    lineName: z.string(),
    /** Their number as the network told it, where that was in the form of a country, and what said which country it is. */
    told: z.object({ number: z.string(), country: z.string(), by: z.enum(['sim', 'workspace']) }).optional(),
  }),
  /** A delivery that they were left out of, with all causes, the one that counts first. */
  z.object({
    kind: z.literal('excluded'),
    key: z.string(),
    at: instant,
    ...delivery,
    causes: z.array(
      z.object({
        cause: z.enum(exclusionCauses),
        detail: z.string().nullable(),
        /** Who gets the message on the same number; the name is null once they were deleted. */
        other: z.object({ id, name: z.string().nullable() }).optional(),
      }),
    ),
  }),
  /** A link that they followed. */
  z.object({
    kind: z.literal('clicked'),
    key: z.string(),
    at: instant,
    url: z.string(),
    deliveryId: id.nullable(),
    deliveryLabel: z.string().nullable(),
  }),
  /** A change of where they stand with a subscription list, which may have been removed since. */
  z.object({
    kind: z.literal('consent'),
    key: z.string(),
    at: instant,
    listId: id,
    listName: z.string(),
    isRemoved: z.boolean(),
    from: z.enum(subscriptionStates),
    to: z.enum(subscriptionStates),
    phone: z.string(),
    source: z.enum(subscriptionSources),
    note: z.string().nullable(),
    text: z.string().nullable(),
  }),
])
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

export const timelineCalls = {
  /** Everything that happened with a person and with whoever was merged into them, the latest first. */
  'people.timeline': call(
    z.object({
      id,
      /** All when absent. */
      kinds: someOf(timelineKinds).optional(),
      /** What belongs to one delivery alone. */
      deliveryId: id.optional(),
      ...windowOf,
    }),
    z.object({ total: z.number(), rows: z.array(timelineEntrySchema) }),
  ),
} as const
