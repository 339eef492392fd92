import type { Database } from 'better-sqlite3'
import { tidyProperties, type DeliveryProperties } from '../../../shared/delivery/delivery-properties.ts'

/** The columns of `delivery_properties`, null where a delivery has no row. */
export interface PropertiesRow {
  readonly internalName: string | null
  readonly description: string | null
  readonly tags: string | null
  readonly hasOwnCampaign: 0 | 1 | null
  readonly ownCampaignId: number | null
  readonly campaignId: number | null
  readonly campaignName: string
}

/** What a statement over `deliveries d` and `workflows` selects and joins for `propertiesOf`. */
export const propertiesColumns = `properties.internal_name internalName, properties.description, properties.tags,
  properties.has_own_campaign hasOwnCampaign, properties.campaign_id ownCampaignId,
  campaigns.id campaignId, campaigns.name campaignName`
export const propertiesJoins = `LEFT JOIN delivery_properties properties ON properties.delivery_id = d.id
  LEFT JOIN campaigns ON campaigns.id =
    CASE WHEN properties.has_own_campaign = 1 THEN properties.campaign_id ELSE workflows.campaign_id END`

/** What was said of a delivery, without what is empty. */
export function propertiesOf(row: PropertiesRow): DeliveryProperties {
  const { internalName, description, tags, hasOwnCampaign, ownCampaignId } = row
  return tidyProperties({
    ...(internalName ? { internalName } : {}),
    ...(description ? { description } : {}),
    ...(hasOwnCampaign === 1 ? { campaignId: ownCampaignId } : {}),
    ...(tags === null ? {} : { tags: JSON.parse(tags) as string[] }),
  })
}

/** Replaces what was said of a delivery. A campaign that is gone is none. */
export function writeProperties(
  sql: Database,
  deliveryId: number,
  { internalName = '', description = '', campaignId, tags = [] }: DeliveryProperties,
): void {
  sql
    .prepare(
      `INSERT OR REPLACE INTO delivery_properties
         (delivery_id, internal_name, description, tags, has_own_campaign, campaign_id)
       VALUES (@deliveryId, @internalName, @description, @tags, @hasOwn,
         (SELECT id FROM campaigns WHERE id = @campaignId))`,
    )
    .run({
      deliveryId,
      internalName,
      description,
      tags: JSON.stringify(tags),
      hasOwn: Number(campaignId !== undefined),
      campaignId: campaignId ?? null,
    })
}
