import { z } from 'zod'
import { call, nothing } from './feature.ts'

const spentSchema = z.object({
  /** Parts that left or may have left, at their price. */
  micros: z.number().int(),
  /** Null where nothing limits it. */
  limitMicros: z.number().int().nullable(),
})
export type SpentOfLimit = z.infer<typeof spentSchema>

export const spendingCalls = {
  /** What all deliveries have spent today and this month, by the clocks of the machine, in the currency of the workspace. */
  'spending.get': call(nothing, z.object({ currency: z.string(), day: spentSchema, month: spentSchema })),
} as const
