import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { StateCounts } from '../../../../shared/contract/deliveries.ts'
import type { TestResult } from '../../../../shared/contract/delivery-tests.ts'
import { client } from '../../../host.ts'

const refreshMs = 2000

/** How the texts of a delivery do, asked again when its counts change; null where it tests none. */
export function useTest(
  source: () => { readonly id: number; readonly counts: StateCounts; readonly isTested: boolean },
) {
  const result = shallowRef<TestResult | null>(null)
  let isOver = false

  async function load(): Promise<void> {
    const { id, isTested } = source()
    if (!isTested) return
    try {
      const fresh = await client.call('deliveryTests.get', { id })
      if (!isOver && source().id === id) result.value = fresh.result
    } catch {
      // The screen itself says that there is no answer; what was known stays.
    }
  }

  const loadSoon = useThrottleFn(() => void load(), refreshMs, true)
  void load()
  watch(
    () => source().counts,
    () => void loadSoon(),
  )
  const stops = [
    client.on('delivery.changed', ({ id }) => void (id === source().id && loadSoon())),
    client.on('clicks.recorded', () => void loadSoon()),
  ]
  onScopeDispose(() => {
    isOver = true
    stops.forEach(stop => stop())
  })
  return { result, load }
}
