import { z } from 'zod'

/** The longest template that is accepted, in UTF-16 units. */
export const longestTemplate = 10_000

/** What is said: a Liquid template over the person's fields. */
export const deliveryContentSchema = z.object({
  text: z.string().trim().min(1).max(longestTemplate),
})
export type DeliveryContent = z.infer<typeof deliveryContentSchema>
