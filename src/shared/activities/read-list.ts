import { z } from 'zod'
import { everyone, ruleSchema } from '../rule.ts'
import { defineActivity } from './define-activity.ts'

const settings = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('audience'),
    audienceId: z.number().int().positive(),
    /** Who of the list goes on. */
    filter: ruleSchema,
  }),
  /** A variable of the run holds the name of the list, so that one workflow can work through several. */
  z.object({
    source: z.literal('variable'),
    variable: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/),
    filter: ruleSchema,
  }),
])
export type ReadListSettings = z.infer<typeof settings>

/** The people of a saved audience as it is at that moment, or some of them (TG-06). */
export const readList = defineActivity({
  kind: 'read-list',
  family: 'targeting',
  version: 1,
  inlets: 'optional',
  carries: 'people',
  isSource: true,
  settings,
  initial: { source: 'audience', filter: everyone },
  outlets: () => ['result'],
})
