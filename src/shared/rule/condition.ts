import { z } from 'zod'
import {
  clickCondition,
  subscriptionCondition,
  blockedCondition,
  suppressedCondition,
  tagCondition,
} from './consent-condition.ts'
import { whenShape } from './period.ts'

export type * from './consent-condition.ts'
export type { Period } from './period.ts'

/** The name of a field of a person: it stands in SQL, so nothing else is let in. */
export const fieldNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)

const id = z.number().int().positive()

/** Ways to compare a field. Those of dates count calendar days in the machine's time zone, and today is one of them. */
export const fieldOperators = [
  'is',
  'is-not',
  'contains',
  'starts-with',
  'is-one-of',
  'is-none-of',
  'contains-any',
  'contains-all',
  'contains-none',
  'greater',
  'less',
  'in-last-days',
  'in-next-days',
  'more-than-days-ago',
  'anniversary-today',
  'anniversary-within-days',
  'is-empty',
  'is-not-empty',
] as const
export type FieldOperator = (typeof fieldOperators)[number]

const text = z.string().max(1000)

/** A field of the person itself. `value` is a list for operators that compare with several values, days for those of days. */
const fieldCondition = z.object({
  type: z.literal('field'),
  field: fieldNameSchema,
  operator: z.enum(fieldOperators),
  value: z.union([text, z.number(), z.array(text).max(1000)]).optional(),
})
export type FieldCondition = z.infer<typeof fieldCondition>

/** Whether a text message can arrive at the person's number. */
const numberCondition = z.object({
  type: z.literal('number'),
  operator: z.enum(['is-usable', 'is-not-usable']),
})
export type NumberCondition = z.infer<typeof numberCondition>

/** Whether the person is in another audience, as that is at the moment of asking. */
const audienceCondition = z.object({
  type: z.literal('audience'),
  operator: z.enum(['is-in', 'is-not-in']),
  audienceId: id.optional(),
})
export type AudienceCondition = z.infer<typeof audienceCondition>

/**
 * What became of a message: `sent` left, or may have left · `failed` for good, or too late · `not-delivered` is over
 * or under way without proof of arrival · `excluded` from a delivery that was confirmed ·
 * `control-group`: kept from one to compare with.
 */
export const deliveryEvents = [
  'sent',
  'delivered',
  'failed',
  'not-delivered',
  'excluded',
  'control-group',
] as const
export type DeliveryEvent = (typeof deliveryEvents)[number]

/** What was sent to the person. Without a delivery, any counts; `times` is how often at least. */
const deliveryCondition = z.object({
  type: z.literal('delivery'),
  event: z.enum(deliveryEvents),
  deliveryId: id.optional(),
  ...whenShape,
  times: z.number().int().min(1).max(1000),
})
export type DeliveryCondition = z.infer<typeof deliveryCondition>

/** What came from the person's number. With `text`, only what contains it counts; an empty one is not finished. */
const replyCondition = z.object({ type: z.literal('reply'), text: text.optional(), ...whenShape })
export type ReplyCondition = z.infer<typeof replyCondition>

/** Whether the person came with an import. */
const importCondition = z.object({
  type: z.literal('import'),
  operator: z.enum(['is', 'is-not']),
  importId: id.optional(),
})
export type ImportCondition = z.infer<typeof importCondition>

export const conditionSchema = z.discriminatedUnion('type', [
  fieldCondition,
  numberCondition,
  audienceCondition,
  deliveryCondition,
  replyCondition,
  importCondition,
  tagCondition,
  subscriptionCondition,
  suppressedCondition,
  blockedCondition,
  clickCondition,
])

/** One line of a rule. */
export type Condition = z.infer<typeof conditionSchema>
export type ConditionType = Condition['type']
