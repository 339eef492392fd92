import { z } from 'zod'
import { deliveryContentSchema } from '../delivery/delivery-content.ts'
import { deliveryPropertiesSchema } from '../delivery/delivery-properties.ts'
import { deliverySettingsSchema } from '../delivery/delivery-settings.ts'
import { exclusionCauses } from '../exclusion-cause.ts'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { seriesSettingsSchema } from '../delivery/series-settings.ts'
import { messageStates } from '../lifecycles/message.ts'
import { audienceNowSchema } from './audience-now.ts'
import { renderedSchema } from './content.ts'
import { messageShareSchema } from './delivery-figures.ts'
import { deliveryPlanSchema } from './delivery-plan.ts'
import { excludedPersonSchema } from './excluded-person.ts'
import { call, digest, done, id, instant, someOf, spent, windowOf } from './feature.ts'
import { retryChoiceSchema, retryOutcomeSchema } from './delivery-retry.ts'
import { preparationSchema } from './preparation.ts'
import { seriesSumsSchema, stateCountsSchema } from './series-sums.ts'

export type { Preparation } from './preparation.ts'
export type { StateCounts } from './series-sums.ts'

/**
 * Why nothing of a delivery leaves for now: its next wave has not come, it is not time where its people are, its lines rest
 * or are past their hours and caps, its messages have moments of their own, or a text has to be chosen.
 */
export const restCauses = ['wave', 'hours', 'lines', 'moment', 'choice'] as const
export type RestCause = (typeof restCauses)[number]

/** Nothing of a delivery may leave until a moment; null where the winner of a test has to be chosen first. */
export const restSchema = z.object({ until: instant.nullable(), cause: z.enum(restCauses) })
export type Rest = z.infer<typeof restSchema>

export const deliverySchema = z.object({
  id,
  label: z.string(),
  state: z.enum(deliveryStates),
  content: deliveryContentSchema,
  settings: deliverySettingsSchema,
  /** What was said of it; `campaign` is the one that it is in by that, or with its workflow. */
  properties: deliveryPropertiesSchema,
  campaign: z.object({ id, name: z.string() }).nullable(),
  /** The line that it goes through; of several that share it the first, under the names of all. */
  line: z
    .object({
      id,
      name: z.string(),
      kind: z.string(),
      shared: z.array(z.object({ id, name: z.string() })).optional(),
    })
    .nullable(),
  workflow: z
    .object({ id, name: z.string(), runId: id.nullable(), activityId: z.string().nullable() })
    .nullable(),
  populationId: id,
  /** Another one for another label, content or settings; an edit names the one that it was made from. */
  revision: z.string(),
  preparation: preparationSchema.nullable(),
  counts: stateCountsSchema,
  spent,
  createdAt: instant,
  confirmedAt: instant.nullable(),
  /** The zone in which times without one of their own are meant; null before the confirmation. */
  timeZone: z.string().nullable(),
  /** When it was or is to begin; null before the confirmation. */
  startsAt: instant.nullable(),
  begunAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** Why it failed or was paused by the program itself. */
  trouble: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** Of one that is being sent, where nothing of it may leave now. */
  rest: restSchema.nullable().optional(),
  /** Of an execution of a recurring delivery: which firing of which it is. */
  execution: z
    .object({
      parentId: id,
      parentLabel: z.string(),
      period: z.string().nullable(),
      firedFor: instant,
      confirmation: seriesSettingsSchema.shape.confirmation,
    })
    .optional(),
  /** Of a recurring delivery, which is never sent itself: what its executions come to. */
  series: seriesSettingsSchema.extend({ sums: seriesSumsSchema }).optional(),
})
export type Delivery = z.infer<typeof deliverySchema>

export const messageRowSchema = z.object({
  id,
  personId: id,
  /** Empty without a name, null once the person was deleted. */
  personName: z.string().nullable(),
  recipient: z.string(),
  text: z.string(),
  encoding: z.enum(['gsm7', 'ucs2']),
  parts: z.number().int(),
  /** The language of the variant; null for the default. */
  variant: z.string().nullable(),
  state: z.enum(messageStates),
  /** Which text of a test it is; null outside of tests, and for who was in no share. */
  test: z.number().int().nullable(),
  /** Until one is chosen: the texts that it may become, in order; the text above is the first of them. */
  held: z.array(z.string()).optional(),
  /** Code of the last error, or why the outcome is unknown. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  changedAt: instant,
})
export type MessageRow = z.infer<typeof messageRowSchema>

export const progressSchema = z.object({
  id,
  state: z.enum(deliveryStates),
  counts: stateCountsSchema,
  /** Messages a minute over the last while, 0 where none leaves; null before there is anything to say. */
  perMinute: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** Messages that could leave at another hour: those people sleep, or it is not time where they are. */
  waiting: z.object({ messages: z.number().int(), until: instant }).nullable(),
  /** Messages that wait for a date of the person, and when the next is due. */
  dated: z.object({ messages: z.number().int(), next: instant }).nullable(),
  /** When the next wave begins, where everything waits for it. */
  nextWaveAt: instant.nullable(),
  /** Where nothing may leave now, whatever the cause: its own times, those of its lines, their caps. */
  rest: restSchema.nullable(),
  /** Since when none of its lines has been there, unplugged or waiting for a person; null while one is, or has just gone. */
  awaySince: instant.nullable(),
})
export type DeliveryProgress = z.infer<typeof progressSchema>

/** How many messages reached a state. */
const reachedSchema = z.object({ accepted: z.number(), delivered: z.number(), failed: z.number() })

/** How a person settles messages whose outcome is unknown. */
export const unknownDecisions = ['sent', 'failed'] as const

export const deliveryCalls = {
  /** Executions of recurring deliveries stand under their parents, and are listed only where that is asked for (SD-08). */
  'deliveries.list': call(
    z.object({ workflowId: id.optional(), withExecutions: z.boolean().default(false) }),
    z.array(deliverySchema),
  ),
  'deliveries.get': call(z.object({ id }), deliverySchema),
  /**
   * Changes content or settings; a prepared delivery goes back to draft. Refused with `delivery/changed-elsewhere`
   * when it is not the revision any more that the edit was made from.
   */
  'deliveries.edit': call(
    z.object({
      id,
      basedOn: digest.optional(),
      label: z.string().trim().min(1).max(200).optional(),
      content: deliveryContentSchema.optional(),
      settings: deliverySettingsSchema.optional(),
    }),
    deliverySchema,
  ),
  /**
   * Whether its audience has changed since its people were frozen. Null where that cannot be told.
   */
  'deliveries.audienceNow': call(z.object({ id }), z.object({ audience: audienceNowSchema.nullable() })),
  /**
   * Changes what a delivery is found by; always allowed, because nobody who gets it sees that. The activity that makes it
   * is called the same from then on (SD-12), as long as it has made no other delivery since.
   */
  'deliveries.describe': call(
    z.object({
      id,
      label: z.string().trim().min(1).max(200).optional(),
      properties: deliveryPropertiesSchema.optional(),
    }),
    deliverySchema,
  ),
  'deliveries.prepare': call(z.object({ id }), done),
  'deliveries.cancelPreparation': call(z.object({ id }), done),
  /** Three real messages: the first, the longest and one of the shortest. */
  'deliveries.samples': call(z.object({ id }), z.array(renderedSchema)),
  'deliveries.exclusions': call(
    z.object({ id, cause: z.enum(exclusionCauses).optional(), ...windowOf }),
    z.object({
      total: z.number(),
      rows: z.array(excludedPersonSchema),
    }),
  ),
  'deliveries.messages': call(
    z.object({
      id,
      state: z.enum(messageStates).optional(),
      /** Any of these; what one number on the dashboard adds up. */
      states: someOf(messageStates).optional(),
      search: z.string().trim().max(100).optional(),
      /** Only those that are alike in one respect. */
      within: messageShareSchema.optional(),
      ...windowOf,
    }),
    z.object({ total: z.number(), rows: z.array(messageRowSchema) }),
  ),
  /**
   * Releases a prepared delivery. Refused with `delivery/prepared-again` when the digest is not the present one,
   * with `delivery/count-mistyped` when the typed count is needed and wrong; a second confirmation changes nothing.
   */
  'deliveries.confirm': call(
    z.object({ id, digest, typedCount: z.number().int().optional() }),
    z.object({ isFirst: z.boolean() }),
  ),
  /** When it starts and ends, and whom it keeps waiting; null before it is prepared and once it is over. */
  'deliveries.plan': call(z.object({ id }), z.object({ plan: deliveryPlanSchema.nullable() })),
  /** Takes a confirmation back as long as the delivery waits for its time. */
  'deliveries.withdraw': call(z.object({ id }), done),
  /** What a retry would do with each failed message; nothing is done. */
  'deliveries.foreseeRetry': call(retryChoiceSchema, retryOutcomeSchema),
  /**
   * Queues failed messages again that are sure not to have been sent, and those that a person counted as failed only where
   * that is asked for; says why the others are not.
   */
  'deliveries.retryFailed': call(retryChoiceSchema, retryOutcomeSchema),
  /** Messages in a state by the code of their reason, most frequent first. */
  'deliveries.reasons': call(
    z.object({ id, state: z.enum(messageStates) }),
    z.array(z.object({ reason: z.string().nullable(), messages: z.number().int() })),
  ),
  'deliveries.pause': call(z.object({ id }), done),
  'deliveries.resume': call(z.object({ id }), done),
  /** Lets a paused delivery cost more than it was confirmed with, and go on; null is no limit. */
  'deliveries.raiseBudget': call(
    z.object({ id, budgetMicros: z.number().int().positive().nullable() }),
    done,
  ),
  'deliveries.stop': call(z.object({ id }), done),
  'deliveries.progress': call(z.object({ id }), progressSchema),
  /**
   * Messages that reached each state, by equal steps of time since the sending began; `beyond` is what came so late that all
   * else would be drawn as one bar with it.
   */
  'deliveries.timeline': call(
    z.object({ id }),
    z.object({
      stepMs: z.number(),
      points: z.array(reachedSchema.extend({ at: instant })),
      beyond: reachedSchema.extend({ until: instant }).nullable(),
    }),
  ),
  'deliveries.decideUnknown': call(
    z.object({
      id,
      as: z.enum(unknownDecisions).default('sent'),
      /** Only those of this reason. */
      reason: z.string().max(100).optional(),
      /** Only those whose number or name matches. */
      search: z.string().trim().max(100).optional(),
    }),
    z.object({ decided: z.number() }),
  ),
} as const

/** A confirmation of more people than this asks to type how many. */
export const typedCountAbove = 100

export const deliveryPushes = {
  'delivery.changed': z.object({ id }),
  'delivery.progressed': progressSchema,
  'delivery.preparation-progressed': z.object({
    id,
    done: z.number(),
    of: z.number(),
    /** People a second since it began, or was taken up; null before there is a rate. */
    perSecond: z.number().nullable(),
    remainingMs: z.number().nullable(),
  }),
} as const
