import { z } from 'zod'

/** The longest template that is accepted, in UTF-16 units. */
export const longestTemplate = 10_000
/** More languages than a campaign of one country ever needs. */
export const mostVariants = 20

/** A language as people have it: `fr`, `nl-BE`. */
export const languageTagSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

/** The text for people of one language; everyone else gets the text of the content itself (CT-07). */
export const contentVariantSchema = z.object({
  language: languageTagSchema,
  text: z.string().trim().min(1).max(longestTemplate),
})
export type ContentVariant = z.infer<typeof contentVariantSchema>

/** At most one variant for a language. */
export const contentVariantsSchema = z
  .array(contentVariantSchema)
  .max(mostVariants)
  .refine(variants => new Set(variants.map(({ language }) => language)).size === variants.length)
