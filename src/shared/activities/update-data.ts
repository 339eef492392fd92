import { z } from 'zod'
import { fieldNameSchema } from '../rule/condition.ts'
import { tagNameSchema } from '../tag-name.ts'
import { defineActivity } from './define-activity.ts'

/** Fields that every person has and that can be changed for many at once. */
export const updatableFields = ['first_name', 'last_name', 'phone', 'language', 'time_zone'] as const
export type UpdatableField = (typeof updatableFields)[number]

/** What a field is set to. An empty column changes nothing: to empty a field is said in so many words. */
const to = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant'), value: z.string().trim().min(1).max(5000) }),
  z.object({ kind: z.literal('column'), column: fieldNameSchema }),
  z.object({ kind: z.literal('clear') }),
])

/** Whose field is set: of everyone who has something else there, or only of those who have nothing. */
export const updateConditions = ['different', 'empty'] as const

const change = z.object({ field: fieldNameSchema, to, when: z.enum(updateConditions) })
export type FieldChange = z.infer<typeof change>

const tags = z.array(tagNameSchema).max(50)

const settings = z
  .object({
    /** In this order; of two for one field the later one counts. */
    changes: z.array(change).max(50),
    addTags: tags,
    removeTags: tags,
    /** Whether those whose data could not be changed leave by an outlet of their own. */
    rejects: z.boolean(),
    errorOutlet: z.boolean(),
  })
  .refine(({ changes, addTags, removeTags }) => changes.length + addTags.length + removeTags.length > 0, {
    path: ['changes'],
  })
export type UpdateDataSettings = z.infer<typeof settings>

/** Where those go whose data could not be changed, e.g. because a value is no number. */
export const rejectedOutlet = 'rejected'

/** Changes fields and tags of the people who come in (TG-19); nobody is added by it. */
export const updateData = defineActivity({
  kind: 'update-data',
  family: 'targeting',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  counts: ['people_changed', 'people_rejected'],
  mayEnd: true,
  settings,
  initial: { changes: [], addTags: [], removeTags: [], rejects: false, errorOutlet: false },
  outlets: given => [
    'result',
    ...(given['rejects'] === true ? [rejectedOutlet] : []),
    ...(given['errorOutlet'] === true ? ['error'] : []),
  ],
})
