import { z } from 'zod'
import { fieldNameSchema } from './rule/condition.ts'

/** Types of a column: those of fields whose values are one text each, kept in the same way. */
export const columnTypes = ['text', 'number', 'date', 'boolean'] as const
export type ColumnType = (typeof columnTypes)[number]

/** A column that people carry through a workflow; see `Column`. */
export const columnSchema = z.object({
  name: fieldNameSchema,
  label: z.string().trim().min(1).max(100),
  type: z.enum(columnTypes),
})
