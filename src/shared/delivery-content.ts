import { z } from 'zod'

/** The longest template that is accepted, in UTF-16 units. */
export const longestTemplate = 10_000

/** What is said: a Liquid template over the person's fields. */
export const deliveryContentSchema = z.object({
  text: z.string().trim().min(1).max(longestTemplate),
})
export type DeliveryContent = z.infer<typeof deliveryContentSchema>

/** How it is sent. `lineId` null means the default line; `maxParts` 1–10 excludes longer messages. */
export const deliverySettingsSchema = z.object({
  lineId: z.number().int().positive().nullable(),
  maxParts: z.number().int().min(1).max(10),
})
export type DeliverySettings = z.infer<typeof deliverySettingsSchema>
