import { z } from 'zod'

/** As many tags as a delivery may have. */
export const mostDeliveryTags = 20

/**
 * What a delivery is found again by, beside its label; whoever gets the message sees none of it (SD-17). Whatever is absent
 * is empty, and the campaign that of the workflow.
 */
export const deliveryPropertiesSchema = z.object({
  /** For other programs and for files: without blanks. */
  internalName: z.string().trim().max(100).regex(/^\S*$/).optional(),
  description: z.string().trim().max(2000).optional(),
  /** Null for none, also where the workflow has one. */
  campaignId: z.number().int().positive().nullable().optional(),
  tags: z.array(z.string().trim().min(1).max(60)).max(mostDeliveryTags).optional(),
})
export type DeliveryProperties = z.infer<typeof deliveryPropertiesSchema>

/** Without what is empty, so that the same properties are written the same. */
export function tidyProperties(properties: DeliveryProperties): DeliveryProperties {
  const { internalName, description, campaignId, tags } = properties
  return {
    ...(internalName ? { internalName } : {}),
    ...(description ? { description } : {}),
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(tags && tags.length > 0 ? { tags } : {}),
  }
}
