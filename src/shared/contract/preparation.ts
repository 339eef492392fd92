import { z } from 'zod'
import { exclusionCauses } from '../exclusion-cause.ts'
import { preparedTestSchema } from './delivery-tests.ts'
import { instant, money } from './feature.ts'
import { lineTermsSchema } from './line-terms.ts'
import { preparedCopiesSchema } from './prepared-copies.ts'

/** What preparation found. targeted = Σ excluded + toDeliver, always. */
export const preparationSchema = z.object({
  targeted: z.number().int(),
  /** People by the first cause that removed them; causes that removed nobody are absent. */
  excluded: z.array(z.object({ cause: z.enum(exclusionCauses), count: z.number().int() })),
  excludedTotal: z.number().int(),
  toDeliver: z.number().int(),
  /** SMS parts in all. */
  parts: z.number().int(),
  /** Messages by number of parts and encoding, ascending. */
  histogram: z.array(
    z.object({ parts: z.number().int(), encoding: z.enum(['gsm7', 'ucs2']), messages: z.number().int() }),
  ),
  /** Messages by the language of their variant, null for the default; absent without variants. */
  variants: z
    .array(z.object({ language: z.string().nullable(), messages: z.number().int(), parts: z.number().int() }))
    .optional(),
  /**
   * Of a test: each text on its share, and with each of them those who are held back until one is chosen. The sums of the
   * preparation reckon with the dearest.
   */
  test: preparedTestSchema.optional(),
  /** Where the domain of the workspace has to lead: whatever begins so, to this target. Absent without short links. */
  links: z.array(z.object({ prefix: z.string(), target: z.string() })).optional(),
  /** While the delivery is not confirmed, other terms of its line have it prepared again. */
  terms: lineTermsSchema,
  cost: money,
  /** Messages to countries for which the line has no price: they are not in the cost. Absent where all have one. */
  unpriced: z
    .array(z.object({ country: z.string(), messages: z.number().int(), parts: z.number().int() }))
    .optional(),
  /** At the line's pace; null where the pace is not known. */
  durationMs: z.number().nullable(),
  /** Hash of content, settings, target and terms: a confirmation names it. */
  digest: z.string(),
  preparedAt: instant,
  /** Messages that wait until a frequency cap allows them, and when the last of them goes; absent where none does. */
  postponed: z.object({ messages: z.number().int(), until: instant }).optional(),
  /** Messages that leave by a date of the person; the others, whose date is past, with the delivery. */
  dated: z.object({ messages: z.number().int(), first: instant, last: instant }).optional(),
  /** The rules and caps that it was prepared with: while it is not confirmed, others have it prepared again. */
  rules: z.string().optional(),
  /** All rules and caps there were, with the people that each was the first to leave out; absent without any. */
  applied: z
    .object({
      rules: z.array(
        /** `elsewhere`: it is on, for other deliveries. */
        z.object({
          name: z.string(),
          use: z.enum(['applied', 'off', 'elsewhere']),
          people: z.number().int(),
        }),
      ),
      caps: z.array(z.object({ most: z.number().int(), days: z.number().int(), people: z.number().int() })),
    })
    .optional(),
  /** What test people get when it is sent, in none of the sums above; absent where none were chosen. */
  copies: preparedCopiesSchema.optional(),
  /** Where a frequency cap was looked at: deliveries that had been confirmed by then. */
  counted: z.object({ deliveries: z.number().int(), at: instant }).optional(),
})
export type Preparation = z.infer<typeof preparationSchema>
