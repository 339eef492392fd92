import { z } from 'zod'
import { clockTimeSchema, weekdaySchema } from '../schedule/schedule.ts'

export const comparisons = ['is', 'is-not', 'more', 'less', 'at-least', 'at-most'] as const
const comparison = z.enum(comparisons)
export type Comparison = z.infer<typeof comparison>

export const variableOperators = [...comparisons, 'contains', 'is-empty', 'is-not-empty'] as const

/** Something about a run at the moment at which it arrives somewhere. Times are those of the workflow's clocks. */
export const flowConditionSchema = z.discriminatedUnion('subject', [
  /** How many people come in. */
  z.object({
    subject: z.literal('people'),
    operator: comparison,
    value: z.number().int().min(0).max(1_000_000_000),
  }),
  z.object({
    subject: z.literal('variable'),
    name: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/),
    operator: z.enum(variableOperators),
    /** Compared as a number where both are numbers; unused by the operators about emptiness. */
    value: z.union([z.string().max(1000), z.number(), z.boolean()]),
  }),
  z.object({
    subject: z.literal('weekday'),
    operator: z.enum(['is-one-of', 'is-none-of']),
    value: z.array(weekdaySchema).min(1).max(7),
  }),
  z.object({ subject: z.literal('date'), operator: z.enum(['is', 'before', 'from']), value: z.iso.date() }),
  z.object({ subject: z.literal('time'), operator: z.enum(['before', 'from']), value: clockTimeSchema }),
  z.object({
    subject: z.literal('day-of-month'),
    operator: comparison,
    /** The last day has its own word, for months differ. */
    value: z.union([z.number().int().min(1).max(31), z.literal('last')]),
  }),
])
export type FlowCondition = z.infer<typeof flowConditionSchema>
export type ConditionSubject = FlowCondition['subject']
