import { z } from 'zod'
import { longestChoice } from '../field/read-value.ts'
import { fieldTypes } from '../person-field.ts'
import { call, fieldKey, nothing } from './feature.ts'

export const personFieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  isBuiltIn: z.boolean(),
  /** What a choice offers, in its order; absent for other types. */
  choices: z.array(z.string()).optional(),
})
export type PersonField = z.infer<typeof personFieldSchema>

const label = z.string().trim().min(1).max(100)
const choices = z.array(z.string().trim().min(1).max(longestChoice)).max(1000)

export const fieldCalls = {
  'people.fields': call(nothing, z.array(personFieldSchema)),
  /** Makes a custom field; choices are for a choice alone. */
  'people.addField': call(
    z.object({ label, type: z.enum(fieldTypes), choices: choices.optional() }),
    personFieldSchema,
  ),
  /**
   * Calls a custom field otherwise, or changes what a choice offers: who has a value that is no longer offered keeps
   * it. What the field is called in messages and rules stays.
   */
  'people.changeField': call(
    z.object({ key: fieldKey, label: label.optional(), choices: choices.optional() }),
    personFieldSchema,
  ),
} as const
