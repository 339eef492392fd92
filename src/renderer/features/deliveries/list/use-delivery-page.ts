import { useThrottleFn } from '@vueuse/core'
import { computed, ref, type Ref } from 'vue'
import type { DeliveryQuery } from '../../../../shared/contract/delivery-list.ts'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'
import { useWindow, type AskWindow } from '../use-window.ts'

const refreshMs = 1000

/**
 * Deliveries as the engine hands them over, a window at a time, asked again when anything changes.
 * @param reload asks for the rows that are in view again
 */
export function useDeliveryPage(query: Readonly<Ref<Partial<DeliveryQuery>>>, reload: () => void) {
  const hidden = ref(0)
  const all = ref<number>()
  const now = ref(Date.now())
  const isNarrowed = computed(() => Object.values(query.value).some(value => value !== false))
  const ask = computed<AskWindow<Delivery>>(() => {
    const which = query.value
    return async (offset, limit) => {
      const page = await client.call('deliveries.page', { ...which, offset, limit })
      hidden.value = page.hidden
      now.value = Date.now()
      if (!isNarrowed.value) all.value = page.total + page.hidden
      return page
    }
  })
  const view = useWindow(ask)

  const refresh = useThrottleFn(
    () => {
      void view.measure()
      reload()
    },
    refreshMs,
    true,
  )
  useNews(
    { 'delivery.changed': () => void refresh(), 'delivery.progressed': () => void refresh() },
    () => void refresh(),
  )
  return { ...view, hidden, all, now }
}
