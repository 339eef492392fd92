import { z } from 'zod'
import { everyone, ruleSchema } from '../rule.ts'
import { fieldNameSchema } from '../rule/condition.ts'
import { defineActivity } from './define-activity.ts'

/** When somebody was added to the workspace, and when they were changed last; beside the fields that hold dates. */
export const personDates = ['@added', '@changed'] as const
export type PersonDate = (typeof personDates)[number]

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What makes somebody new: never having been returned, or a date since the last time. */
const by = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('never-returned'),
    /** Days after which somebody counts as never returned again; 0 means never. */
    keepDays: z.number().int().min(0).max(36_500),
  }),
  z.object({
    mode: z.literal('since-last-time'),
    field: z.union([z.enum(personDates), fieldNameSchema]),
    /** Stands for the last time as long as there was none; null takes everyone at first. */
    firstSince: day.nullable(),
  }),
])
export type Increment = z.infer<typeof by>

const settings = z.discriminatedUnion('source', [
  z.object({ source: z.literal('audience'), audienceId: z.number().int().positive(), by }),
  z.object({ source: z.literal('rule'), rule: ruleSchema, by }),
])
export type IncrementalQuerySettings = z.infer<typeof settings>

/** Those of a saved audience or a rule who are new since the last time; nobody goes on where nobody is (TG-15). */
export const incrementalQuery = defineActivity({
  kind: 'incremental-query',
  family: 'targeting',
  version: 1,
  inlets: 'optional',
  carries: 'people',
  isSource: true,
  settings,
  initial: { source: 'rule', rule: everyone, by: { mode: 'never-returned', keepDays: 0 } },
  outlets: () => ['result'],
})
