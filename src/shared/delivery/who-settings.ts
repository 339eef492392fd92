import { z } from 'zod'
import { fieldNameSchema } from '../rule/condition.ts'

const id = z.number().int().positive()

/** What becomes of somebody who has had as many messages as a frequency cap allows. */
export const capActions = ['exclude', 'postpone', 'ignore'] as const
export type CapAction = (typeof capActions)[number]

/** How large a control group is: a share of those who would get a message, or so many of them at most. */
const sizeSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('percent'), percent: z.number().min(0.1).max(50) }),
  z.object({ of: z.literal('count'), count: z.number().int().min(1).max(10_000_000) }),
])

/** Who is kept from a delivery to see what becomes of people without it: by lot, or first in the order of a field. */
export const controlGroupSchema = z.discriminatedUnion('pick', [
  z.object({ pick: z.literal('random'), size: sizeSchema }),
  z.object({
    pick: z.literal('sorted'),
    field: fieldNameSchema,
    order: z.enum(['ascending', 'descending']),
    size: sizeSchema,
  }),
])
export type ControlGroup = z.infer<typeof controlGroupSchema>

/** Whom of its audience a delivery goes to. Whatever is absent is as usual. */
export const whoSettingsSchema = z.object({
  /** Only to people who are subscribed to this list. */
  listId: id.optional(),
  /** Absent, somebody who has had enough is excluded. */
  cap: z.enum(capActions).optional(),
  /** No advertising: it also reaches people who want none. */
  isService: z.boolean().optional(),
  controlGroup: controlGroupSchema.optional(),
})
export type WhoSettings = z.infer<typeof whoSettingsSchema>
