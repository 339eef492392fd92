import { z } from 'zod'
import { id } from './feature.ts'

/** Through which line something leaves, and what that makes it cost and take. */
export const lineTermsSchema = z.object({
  lineId: id,
  kind: z.string(),
  /** Price of one part in millionths of the currency. */
  priceMicros: z.number().int(),
  currency: z.string(),
  /** What it manages; null where that is not known. */
  partsPerMinute: z.number().nullable(),
  /** What it was told to let through at most; null is no limit. */
  messagesPerMinute: z.number().nullable().optional(),
})
export type LineTerms = z.infer<typeof lineTermsSchema>
