import type { Delivery } from '../../../shared/contract/deliveries.ts'

/** Campaign and tags of a delivery in one short line; empty where there are none. */
export function filedWords({ campaign, properties }: Pick<Delivery, 'campaign' | 'properties'>): string {
  const tags = (properties.tags ?? []).join(', ')
  return [campaign?.name ?? '', tags].filter(each => each !== '').join(' · ')
}
