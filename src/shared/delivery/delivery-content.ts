import { z } from 'zod'
import { contentFooterSchema } from './content-footer.ts'
import { contentSenderSchema } from './content-sender.ts'
import { contentTestSchema } from './content-test.ts'
import { contentVariantsSchema, languageTagSchema, longestTemplate } from './content-variants.ts'

/** What is said: a Liquid template over the person's fields, and what belongs to it. Whatever is absent is as usual. */
export const deliveryContentSchema = z.object({
  text: z.string().trim().min(1).max(longestTemplate),
  /** The language of that text, which everyone gets who has no variant. */
  language: languageTagSchema.optional(),
  variants: contentVariantsSchema.optional(),
  footer: contentFooterSchema.optional(),
  /** Links as they are written; else short ones where the workspace has a domain for them. */
  links: z.literal('as-written').optional(),
  /** What the SMS alphabet lacks is written within it, also what comes from people's fields; else as it is (CT-12). */
  characters: z.literal('plain').optional(),
  /** Else the number of the line. */
  sender: contentSenderSchema.optional(),
  /** Other texts to try on shares of the people. */
  test: contentTestSchema.optional(),
})
export type DeliveryContent = z.infer<typeof deliveryContentSchema>
