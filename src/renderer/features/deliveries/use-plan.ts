import { useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { DeliveryPlan } from '../../../shared/contract/delivery-plan.ts'
import { client } from '../../host.ts'

/** It depends on the time of day, so it is asked for again now and then. */
const everyMs = 30_000

/** How a delivery will go as it stands now; null before it is prepared and once it is over, undefined until it is known. */
export function usePlan(id: () => number): Readonly<ShallowRef<DeliveryPlan | null | undefined>> {
  const plan = shallowRef<DeliveryPlan | null>()
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    try {
      const answer = await client.call('deliveries.plan', { id: id() })
      if (mine === latest) plan.value = answer.plan
    } catch {
      // The screen itself says that there is no answer; what was foreseen stays.
    }
  }

  watch(id, () => void load(), { immediate: true })
  useIntervalFn(() => void load(), everyMs)
  onScopeDispose(
    client.on('delivery.changed', changed => {
      if (changed.id === id()) void load()
    }),
  )
  return plan
}
