import { z } from 'zod'
import { personBlocks } from '../person-block.ts'
import { exclusionCauses } from '../exclusion-cause.ts'
import { messageStates } from '../lifecycles/message.ts'
import { ruleSchema } from '../rule.ts'
import { tagNameSchema } from '../tag-name.ts'
import { actNote, bulkActSchema } from './bulk-acts.ts'
import { call, done, fieldKey, id, instant, job, nothing, someOf, windowOf } from './feature.ts'
import { peopleOrder } from './people-order.ts'
import { suppressionSchema } from './suppression.ts'

export type { PersonField } from './fields.ts'

const fieldValues = z.record(fieldKey, z.string().max(5000))

export const personSchema = z.object({
  id,
  /** E.164, or null where there is no usable number. */
  phone: z.string().nullable(),
  /** As it was typed or imported. */
  phoneInput: z.string().nullable(),
  phoneType: z.string().nullable(),
  /** `missing`, or why the number cannot be read. */
  phoneProblem: z.string().nullable(),
  country: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** Custom fields by key, as text. */
  fields: fieldValues,
  /** In the order of their names. */
  tags: z.array(z.object({ id, name: z.string() })),
  /** Nothing is ever sent to the number. */
  isSuppressed: z.boolean(),
  /** The person gets nothing, or no advertising, whatever number they have; null where they get both. */
  block: z.enum(personBlocks).nullable(),
  createdAt: instant,
})
export type Person = z.infer<typeof personSchema>

/** Whom a list of people shows; without a source, everyone. */
export const peopleSourceSchema = z.union([
  z.object({ audienceId: id }),
  z.object({ populationId: id }),
  z.object({ rule: ruleSchema }),
  /** Everyone who came with an import or whom it changed; or one of these, or those whom its rows left as they are. */
  z.object({ importId: id, part: z.enum(['imported', 'updated', 'skipped']).optional() }),
  z.object({ tagId: id }),
  /** To whom messages of a delivery went that are in one of these states now, or all to whom any went. */
  z.object({ deliveryId: id, states: someOf(messageStates).optional() }),
  /** Whom a delivery excluded, for a first cause or for any. */
  z.object({ excludedFromId: id, cause: z.enum(exclusionCauses).optional() }),
  /** Who is on a subscription list in a state; without one, everyone whom the list knows. */
  z.object({ subscriptionListId: id, state: z.enum(['pending', 'subscribed', 'unsubscribed']).optional() }),
  /** Whom one change of a subscription list concerned. */
  z.object({ subscriptionChangeId: id }),
])
export type PeopleSource = z.infer<typeof peopleSourceSchema>

/**
 * People as they are listed: of a source, those who match a rule, and a search among them. Each word of the search
 * stands somewhere in their names, number, custom fields or tags.
 */
export const peopleQuerySchema = z.object({
  source: peopleSourceSchema.optional(),
  rule: ruleSchema.optional(),
  search: z.string().trim().max(200).optional(),
})
export type PeopleQuery = z.infer<typeof peopleQuerySchema>

/** People whom something is done to: some, or all of a list but some. */
export const selectionSchema = z.union([
  z.object({ ids: z.array(id).min(1).max(100_000) }),
  z.object({ all: peopleQuerySchema, except: z.array(id).max(100_000).default([]) }),
])
export type Selection = z.infer<typeof selectionSchema>

export const tagSchema = z.object({ id, name: z.string(), people: z.number() })
export type Tag = z.infer<typeof tagSchema>

/** How far work on a selection has come: `changed` people, all of them unless it was cancelled. */
const worked = z.object({ changed: z.number(), isWhole: z.boolean() })

const personEdit = z.object({
  firstName: z.string().trim().max(200).nullish(),
  lastName: z.string().trim().max(200).nullish(),
  phone: z.string().trim().max(100).nullish(),
  language: z.string().trim().max(35).nullish(),
  timeZone: z.string().trim().max(64).nullish(),
  fields: fieldValues.optional(),
})

export const peopleCalls = {
  'people.page': call(
    z.object({
      ...windowOf,
      ...peopleQuerySchema.shape,
      ...peopleOrder,
    }),
    z.object({ total: z.number(), rows: z.array(personSchema) }),
  ),
  /** A stretch of a list as ids alone: what a selection from one row to another takes. */
  'people.ids': call(
    z.object({
      ...peopleQuerySchema.shape,
      ...peopleOrder,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(100_000),
    }),
    z.object({ ids: z.array(id) }),
  ),
  'people.get': call(
    z.object({ id }),
    z.object({
      /** Whoever the person has been merged into, where that is so. */
      person: personSchema,
      /** Why nothing is sent to the number. */
      suppression: suppressionSchema.nullable(),
      /** The act that the person's block is from. */
      blockedBy: bulkActSchema.nullable(),
    }),
  ),
  'people.create': call(personEdit, personSchema),
  'people.update': call(personEdit.extend({ id }), personSchema),
  /** What was sent to them stays in the ledger, and their numbers stay suppressed. */
  'people.remove': call(z.object({ selection: selectionSchema, job }), worked),
  /**
   * Keeps people from all deliveries or from advertising, or lets them have both again. `actId` is what it can be taken back
   * by; null where nobody was changed.
   */
  'people.block': call(
    z.object({ selection: selectionSchema, block: z.enum(personBlocks).nullable(), note: actNote, job }),
    worked.extend({ actId: id.nullable() }),
  ),
  /** Gives those whom an act blocked or allowed what they got before, unless they were changed since. */
  'people.undoBlock': call(z.object({ actId: id, job }), worked),
  'people.tags': call(nothing, z.array(tagSchema)),
  /** Marks people with a tag; one that does not exist yet is made. */
  'people.tag': call(
    z.object({ selection: selectionSchema, name: tagNameSchema, job }),
    worked.extend({ tagId: id }),
  ),
  'people.untag': call(z.object({ selection: selectionSchema, tagId: id, job }), worked),
  'people.renameTag': call(z.object({ tagId: id, name: tagNameSchema }), tagSchema),
  /** Takes a tag away from everyone who has it, and then itself. */
  'people.removeTag': call(z.object({ tagId: id, job }), worked),
  /** Ends work on a selection between two pieces; what was done stays done. */
  'people.cancelWork': call(z.object({ job: z.string().max(64) }), done),
  /** Other people with the same number, the lowest id first; at most 100. */
  'people.sameNumber': call(z.object({ id }), z.array(personSchema)),
  /**
   * Makes one person of two: empty fields of the first are filled from the other, tags are joined, and the id of the
   * other leads to the first from then on. The ledger keeps what was sent to whom. A person has one number:
   * `droppedPhone` is another that the other had, as it was stored or typed, which is not kept; it stays suppressed if
   * it was.
   */
  'people.merge': call(
    z.object({ intoId: id, fromId: id }),
    personSchema.extend({ droppedPhone: z.string().nullable() }),
  ),
} as const

export const peoplePushes = {
  'people.changed': done,
  /** For work that was given a job; at most five times a second. */
  'people.work-progressed': z.object({ job: z.string(), done: z.number(), of: z.number() }),
} as const
