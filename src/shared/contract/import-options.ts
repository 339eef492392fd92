import { z } from 'zod'
import { dateOrders } from '../field/read-date.ts'
import { decimalMarks } from '../field/read-decimal.ts'
import { listSeparators } from '../field/split-list.ts'
import { fieldTypes } from '../person-field.ts'
import { tagNameSchema } from '../tag-name.ts'
import { fieldKey, id } from './feature.ts'

/** How the values of a column are written, where its type leaves that open. */
const valueForm = {
  /** For dates whose year does not come first; day before month where it is not said. */
  dateOrder: z.enum(dateOrders).optional(),
  /** For numbers; a point where it is not said. */
  decimal: z.enum(decimalMarks).optional(),
  /** For lists; a semicolon where it is not said. */
  separator: z.enum(listSeparators).optional(),
}

/**
 * Where a column goes: a built-in field, an existing or new custom field, or nowhere. Of several columns for one field
 * the first that is filled counts; of several with numbers the first that can be texted, in the order of their
 * priorities. A new field without a type gets the one that all its values have.
 */
export const columnTargetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('ignore') }),
  z.object({
    to: z.literal('field'),
    field: fieldKey,
    /** For numbers alone: the lowest comes first, and without one the place in the file counts. */
    priority: z.number().int().min(1).max(1000).optional(),
    ...valueForm,
  }),
  z.object({
    to: z.literal('new-field'),
    label: z.string().trim().min(1).max(100),
    type: z.enum(fieldTypes).optional(),
    ...valueForm,
  }),
])
export type ColumnTarget = z.infer<typeof columnTargetSchema>

/** What happens to a row without a usable number: kept out with its reason, or kept as a person who cannot be texted. */
export const badNumberPolicies = ['reject', 'keep'] as const
export type BadNumberPolicy = (typeof badNumberPolicies)[number]

/**
 * What happens to a row whose number somebody has already, from before or from a row above: `fill` fills what is empty
 * · `skip` leaves the person alone · `overwrite` takes over whatever the row says, but an empty cell empties nothing ·
 * `add` makes another person of a row with another name, and fills otherwise · `add-all` makes a person of each row.
 */
export const existingPolicies = ['fill', 'skip', 'overwrite', 'add', 'add-all'] as const
export type ExistingPolicy = (typeof existingPolicies)[number]

/** What is chosen for all rows of an import at once. */
export const importChoices = {
  badNumbers: z.enum(badNumberPolicies).default('reject'),
  /** `fill` where it is not said. */
  existing: z.enum(existingPolicies).optional(),
  /** Given to everyone of the file whom the import does not leave alone; what there is not yet is made. */
  tags: z.array(tagNameSchema).max(50).optional(),
  /** A list that they are put on: one that there is, or a new one. */
  list: z.union([z.object({ id }), z.object({ name: z.string().trim().min(1).max(200) })]).optional(),
}
