import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Delivery } from '../../../shared/contract/deliveries.ts'

interface Option<Value> {
  readonly value: Value
  readonly label: string
}

/** Deliveries by what they are filed under. */
export interface FiledFilter {
  readonly campaign: Ref<number | 'none' | 'all'>
  readonly tag: Ref<string>
  readonly campaignOptions: ComputedRef<readonly Option<number | 'none' | 'all'>[]>
  readonly tagOptions: ComputedRef<readonly Option<string>[]>
  readonly isFiled: (delivery: Delivery) => boolean
  /** All words that a search looks through. */
  readonly wordsOf: (delivery: Delivery) => string
}

/** Offers the campaigns and tags that the listed deliveries have, and says which deliveries fit what is chosen. */
export function useFiledFilter(all: () => readonly Delivery[]): FiledFilter {
  const { t, locale } = useI18n()
  const campaign = ref<number | 'none' | 'all'>('all')
  const tag = ref('')
  const campaigns = computed(
    () => new Map(all().flatMap(each => (each.campaign ? [[each.campaign.id, each.campaign.name]] : []))),
  )
  const tags = computed(() => new Set(all().flatMap(({ properties }) => properties.tags ?? [])))
  // What is not there any more would leave nothing to see and no way to say otherwise.
  watch([campaigns, tags], () => {
    if (typeof campaign.value === 'number' && !campaigns.value.has(campaign.value)) campaign.value = 'all'
    if (campaigns.value.size === 0) campaign.value = 'all'
    if (!tags.value.has(tag.value)) tag.value = ''
  })
  const inOrder = <T extends { readonly label: string }>(options: readonly T[]): T[] =>
    options.toSorted((a, b) => a.label.localeCompare(b.label, locale.value))

  return {
    campaign,
    tag,
    campaignOptions: computed(() => [
      { value: 'all' as const, label: t('deliveryProperties.allCampaigns') },
      { value: 'none' as const, label: t('deliveryProperties.noCampaign') },
      ...inOrder([...campaigns.value].map(([value, label]) => ({ value, label }))),
    ]),
    tagOptions: computed(() => [
      { value: '', label: t('deliveryProperties.allTags') },
      ...inOrder([...tags.value].map(value => ({ value, label: value }))),
    ]),
    isFiled: ({ campaign: own, properties }) =>
      (campaign.value === 'all' || campaign.value === (own?.id ?? 'none')) &&
      (tag.value === '' || (properties.tags ?? []).includes(tag.value)),
    wordsOf({ label, workflow, campaign: own, properties }) {
      const { internalName = '', description = '', tags: said = [] } = properties
      return [label, workflow?.name ?? '', own?.name ?? '', internalName, description, ...said].join(' ')
    },
  }
}
