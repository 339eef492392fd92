import { z } from 'zod'
import { defineActivity } from './define-activity.ts'
import { phoneNumber, valueSourceSchema } from './value-source.ts'

/** Where those go who are the same as somebody who is kept. */
export const duplicatesOutlet = 'duplicates'

/** Which of those who are the same are kept (TG-12). */
const strategy = z.discriminatedUnion('by', [
  /** Who was added first, or last. */
  z.object({ by: z.literal('oldest') }),
  z.object({ by: z.literal('newest') }),
  z.object({ by: z.literal('random') }),
  /** Who has a value at all. */
  z.object({ by: z.literal('filled'), value: valueSourceSchema }),
  /** Whose value comes first in a list; one that is not in it comes last. */
  z.object({
    by: z.literal('listed'),
    value: valueSourceSchema,
    values: z.array(z.string().trim().min(1).max(1000)).min(1).max(100),
  }),
  z.object({ by: z.literal('smallest'), value: valueSourceSchema }),
  z.object({ by: z.literal('largest'), value: valueSourceSchema }),
])
export type DeduplicationStrategy = z.infer<typeof strategy>
export const strategies = [
  'oldest',
  'newest',
  'random',
  'filled',
  'listed',
  'smallest',
  'largest',
] as const satisfies readonly DeduplicationStrategy['by'][]

const settings = z.object({
  /** Who has the same values in all of these is the same; who has none in any of them is the same as nobody. */
  keys: z.array(valueSourceSchema).min(1).max(10),
  /** How many of those who are the same go on; 0 lets all of them (TG-12). */
  keep: z.number().int().min(0).max(1000),
  strategy,
  complement: z.boolean(),
})
export type DeduplicationSettings = z.infer<typeof settings>

/** Lets one of those go on who are the same; sets that come in by different ways are to be united before (TG-12). */
export const deduplication = defineActivity({
  kind: 'deduplication',
  family: 'targeting',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  settings,
  initial: { keys: [phoneNumber], keep: 1, strategy: { by: 'oldest' }, complement: false },
  outlets: given => (given['complement'] === true ? ['result', duplicatesOutlet] : ['result']),
})
