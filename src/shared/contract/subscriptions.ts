import { z } from 'zod'
import { subscriptionStates } from '../lifecycles/subscription.ts'
import { call, done, id, instant, job, nothing, windowOf } from './feature.ts'
import { selectionSchema } from './people.ts'

/** By what somebody was put on a list or taken off it. */
export const subscriptionSources = ['manual', 'import', 'workflow', 'reply'] as const
export type SubscriptionSource = (typeof subscriptionSources)[number]

const state = z.enum(subscriptionStates)
const count = z.number()

export const subscriptionListSchema = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** How many people are in each state now. */
  pending: count,
  subscribed: count,
  unsubscribed: count,
  createdAt: instant,
  /** When somebody was last put on it or taken off, or it was renamed. */
  changedAt: instant,
  /** Whose document or rule names it. */
  usedBy: z.array(z.object({ workflowId: id, name: z.string() })),
  usedByAudiences: z.array(z.object({ audienceId: id, name: z.string() })),
  usedByRules: z.array(z.object({ ruleId: id, name: z.string() })),
})
export type SubscriptionList = z.infer<typeof subscriptionListSchema>

/** What is known of how somebody came to where they stand. */
const evidence = {
  at: instant,
  source: z.enum(subscriptionSources),
  /** Where the consent comes from, or why it ended, in the words of whoever did it. */
  note: z.string().nullable(),
  /** The message that it came by. */
  text: z.string().nullable(),
  lineName: z.string().nullable(),
}

/** One act on a list, and how many people it concerned. */
export const subscriptionChangeSchema = z.object({ id, state, ...evidence, people: count })
export type SubscriptionChange = z.infer<typeof subscriptionChangeSchema>

/** Where a person stands with a list, and the evidence of it; all evidence is null where they never were on it. */
export const subscriptionSchema = z.object({
  listId: id,
  listName: z.string(),
  state,
  since: instant.nullable(),
  /** The number that it was for. */
  phone: z.string().nullable(),
  source: evidence.source.nullable(),
  note: evidence.note,
  text: evidence.text,
  lineName: evidence.lineName,
})
export type Subscription = z.infer<typeof subscriptionSchema>

export const subscriptionCalls = {
  /** In the order of their names. */
  'subscriptionLists.list': call(nothing, z.array(subscriptionListSchema)),
  'subscriptionLists.get': call(z.object({ id }), subscriptionListSchema),
  /** Creates one without an id, changes it with one. */
  'subscriptionLists.save': call(
    z.object({
      id: id.optional(),
      name: z.string().trim().min(1).max(200),
      description: z.string().trim().max(2000).optional(),
    }),
    subscriptionListSchema,
  ),
  /** Not while a workflow or an audience names it. The evidence of who agreed stays on the pages of the people. */
  'subscriptionLists.remove': call(z.object({ id }), done),
  /** What was done with it, the latest first. */
  'subscriptionLists.history': call(
    z.object({ id, ...windowOf }),
    z.object({ total: count, rows: z.array(subscriptionChangeSchema) }),
  ),
  /**
   * Puts people on a list, or takes them off it at once. Cut off by `people.cancelWork`, it stays part-done, and the
   * same call again does the rest.
   */
  'subscriptions.set': call(
    z.object({
      listId: id,
      state: z.enum(['subscribed', 'unsubscribed']),
      selection: selectionSchema,
      /** Where the consent comes from: nobody is subscribed without it. */
      note: z.string().trim().max(500).optional(),
      /** Also puts those back who left the list themselves. */
      includesUnsubscribed: z.boolean().default(false),
      job,
    }),
    z.object({
      changed: count,
      /** People whom nothing had to be done for. */
      unchanged: count,
      /** People without a number, who cannot be subscribed. */
      withoutNumber: count,
      /** People who left the list and were not put back on it. */
      heldBack: count,
      isWhole: z.boolean(),
    }),
  ),
  /** Where a person stands with every list that there is, in the order of their names. */
  'subscriptions.ofPerson': call(z.object({ personId: id }), z.array(subscriptionSchema)),
} as const

export const subscriptionPushes = { 'subscriptions.changed': done } as const
