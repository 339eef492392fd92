import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Campaign } from '../../../../shared/contract/campaigns.ts'
import type { DeliveryRule } from '../../../../shared/contract/delivery-rules.ts'
import { client } from '../../../host.ts'

/** The rules that leave people out, and the campaigns that they can be for; kept fresh. */
export function useRules(): {
  readonly rules: Readonly<ShallowRef<readonly DeliveryRule[]>>
  readonly campaigns: Readonly<ShallowRef<readonly Campaign[]>>
  readonly isLoading: Readonly<Ref<boolean>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly load: () => Promise<void>
} {
  const rules = shallowRef<readonly DeliveryRule[]>([])
  const campaigns = shallowRef<readonly Campaign[]>([])
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()

  async function load(): Promise<void> {
    try {
      ;[rules.value, campaigns.value] = await Promise.all([
        client.call('deliveryRules.list', {}),
        client.call('campaigns.list', {}),
      ])
      failure.value = undefined
    } catch (error) {
      failure.value = error
    } finally {
      isLoading.value = false
    }
  }

  void load()
  const stops = [
    client.on('delivery-rules.changed', () => void load()),
    client.on('campaigns.changed', () => void load()),
    client.onState(state => {
      if (state === 'connected') void load()
    }),
  ]
  onScopeDispose(() => stops.forEach(stop => stop()))
  return { rules, campaigns, isLoading, failure, load }
}
