import { computed, type ComputedRef } from 'vue'
import type { Campaign } from '../../../../shared/contract/campaigns.ts'
import type { DeliveryRule } from '../../../../shared/contract/delivery-rules.ts'
import { client } from '../../../host.ts'
import { useFresh, type Fresh } from '../../../parts/fresh/index.ts'

interface Known {
  readonly rules: readonly DeliveryRule[]
  readonly campaigns: readonly Campaign[]
}

/** The rules that leave people out, and the campaigns that they can be for; kept fresh. */
export function useRules(): Omit<Fresh<Known>, 'value'> & {
  readonly rules: ComputedRef<readonly DeliveryRule[]>
  readonly campaigns: ComputedRef<readonly Campaign[]>
} {
  const { value, ...state } = useFresh<Known>(readRules, {
    first: { rules: [], campaigns: [] },
    after: ['deliveryRules.changed', 'campaigns.changed'],
  })
  return {
    rules: computed(() => value.value.rules),
    campaigns: computed(() => value.value.campaigns),
    ...state,
  }
}

async function readRules(): Promise<Known> {
  const [rules, campaigns] = await Promise.all([
    client.call('deliveryRules.list', {}),
    client.call('campaigns.list', {}),
  ])
  return { rules, campaigns }
}
