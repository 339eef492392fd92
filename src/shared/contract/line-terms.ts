import { z } from 'zod'
import { priceListSchema } from '../lines/price-list.ts'
import { id } from './feature.ts'

/** Through which line something leaves, and what that makes it cost and take. */
const oneLineTermsSchema = priceListSchema.extend({
  lineId: id,
  kind: z.string(),
  currency: z.string(),
  /** What it manages; null where that is not known. */
  partsPerMinute: z.number().nullable(),
  /** What it was told to let through at most; null is no limit. */
  messagesPerMinute: z.number().nullable().optional(),
})
export type OneLineTerms = z.infer<typeof oneLineTermsSchema>

/**
 * The same of several lines together: the first of them, the highest price, and what all of them manage. Each on its own
 * is in `pool`.
 */
export const lineTermsSchema = oneLineTermsSchema.extend({ pool: z.array(oneLineTermsSchema).optional() })
export type LineTerms = z.infer<typeof lineTermsSchema>
