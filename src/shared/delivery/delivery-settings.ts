import { z } from 'zod'

/**
 * How a delivery is sent. `lineId` null means the default line; `maxParts` 1–10 excludes longer messages. Whatever is
 * absent is as usual.
 */
export const deliverySettingsSchema = z.object({
  lineId: z.number().int().positive().nullable(),
  maxParts: z.number().int().min(1).max(10),
})
export type DeliverySettings = z.infer<typeof deliverySettingsSchema>

/** What a new delivery begins with. */
export const usualSettings: DeliverySettings = { lineId: null, maxParts: 3 }
