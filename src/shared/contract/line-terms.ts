import { z } from 'zod'
import { id } from './feature.ts'

/** Through which line something leaves, and what that makes it cost and take. */
export const lineTermsSchema = z.object({
  lineId: id,
  kind: z.string(),
  /** Price of one part in millionths of the currency. */
  priceMicros: z.number().int(),
  currency: z.string(),
  /** Null where the pace is not known. */
  partsPerMinute: z.number().nullable(),
})
export type LineTerms = z.infer<typeof lineTermsSchema>
