import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

/** Where the value of a parameter comes from: written down, a variable of the run, or the number of people. */
const valueSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('value'), value: z.union([z.string().max(1000), z.number(), z.boolean()]) }),
  z.object({ from: z.literal('variable'), variable: z.string().min(1).max(50) }),
  z.object({ from: z.literal('people') }),
])
export type SignalValue = z.infer<typeof valueSchema>

const settings = z.object({
  /** Everything of the run that is still under way is skipped. */
  stopsRun: z.boolean(),
  /** The External signal of another workflow that fires. */
  signal: z
    .object({
      workflowId: z.number().int().positive(),
      parameters: z.array(z.object({ name: z.string().min(1).max(50), value: valueSchema })).max(50),
    })
    .nullable(),
})
export type EndSettings = z.infer<typeof settings>

/** A marker for where a branch ends; it can end the run, and set off another workflow (FC-01). */
export const end = defineActivity({
  kind: 'end',
  family: 'flow',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  settings,
  initial: { stopsRun: false, signal: null },
  outlets: () => [],
})
