import { z } from 'zod'
import { id } from './feature.ts'

/** Which failed messages are to be tried again: all of them, or those of one reason. */
export const retryChoiceSchema = z.object({
  id,
  reason: z.string().max(100).optional(),
  /** Also those that a person counted as failed, although they may have arrived. */
  includesUnsure: z.boolean().optional(),
})

/** How many are tried again, and why the others are not. */
export const retryOutcomeSchema = z.object({
  retried: z.number().int(),
  /** A person counted them as failed, but they may have arrived. */
  unsure: z.number().int(),
  /** Nothing may be sent to the number any more. */
  suppressed: z.number().int(),
  /** The person was removed. */
  gone: z.number().int(),
  /** Another attempt would be refused in the same way. */
  final: z.number().int(),
})
export type RetryOutcome = z.infer<typeof retryOutcomeSchema>
