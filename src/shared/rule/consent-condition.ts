import { z } from 'zod'
import { subscriptionStates } from '../lifecycles/subscription.ts'
import { personBlocks } from '../person-block.ts'
import { suppressionCauses } from '../suppression-cause.ts'
import { daysSchema, whenShape } from './period.ts'

const id = z.number().int().positive()

/** Which of some tags a person has. */
export const tagOperators = ['has-any', 'has-all', 'has-none'] as const
export const tagCondition = z.object({
  type: z.literal('tag'),
  operator: z.enum(tagOperators),
  tagIds: z.array(id).max(100),
})
export type TagCondition = z.infer<typeof tagCondition>

/**
 * What is asked about a subscription: its state, where `none` is who never joined, or `ever-subscribed`, which also
 * holds for who has left since.
 */
export const subscriptionStatuses = [...subscriptionStates, 'ever-subscribed'] as const
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]

/** Since when. Days are calendar days in the machine's time zone, and today is one of them. */
export const sinces = ['any', 'in-last-days', 'more-than-days-ago', 'after', 'before'] as const
export type Since = (typeof sinces)[number]

/** Where a person stands with a subscription list. Without a list, any counts; without a state, it is not finished. */
export const subscriptionCondition = z.object({
  type: z.literal('subscription'),
  operator: z.enum(['is', 'is-not']),
  status: z.enum(subscriptionStatuses),
  listId: id.optional(),
  since: z.enum(sinces),
  days: daysSchema.optional(),
  /** `YYYY-MM-DD`. */
  day: z.string().max(10).optional(),
})
export type SubscriptionCondition = z.infer<typeof subscriptionCondition>

/** Whether nothing may be sent to the person's number; without a cause, for whatever reason. */
export const suppressedCondition = z.object({
  type: z.literal('suppressed'),
  operator: z.enum(['is', 'is-not']),
  cause: z.enum(suppressionCauses).optional(),
})
export type SuppressedCondition = z.infer<typeof suppressedCondition>

/** Whether the person gets no messages, or no advertising; without a block, either. */
export const blockedCondition = z.object({
  type: z.literal('blocked'),
  operator: z.enum(['is', 'is-not']),
  block: z.enum(personBlocks).optional(),
})
export type BlockedCondition = z.infer<typeof blockedCondition>

/** Links that the person followed. With `url`, only addresses that contain it; without a delivery, any counts. */
export const clickCondition = z.object({
  type: z.literal('click'),
  url: z.string().max(1000).optional(),
  deliveryId: id.optional(),
  ...whenShape,
})
export type ClickCondition = z.infer<typeof clickCondition>
