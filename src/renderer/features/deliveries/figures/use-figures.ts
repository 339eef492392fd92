import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { StateCounts } from '../../../../shared/contract/deliveries.ts'
import type { DeliveryFigures } from '../../../../shared/contract/delivery-figures.ts'
import { client } from '../../../host.ts'

const refreshMs = 1000

/** The figures of a delivery, asked again when its counts change, when somebody answers, and when somebody follows a link. */
export function useFigures(source: () => { readonly id: number; readonly counts: StateCounts }) {
  const figures = shallowRef<DeliveryFigures>()
  const failure = shallowRef<unknown>()
  let isOver = false

  async function load(): Promise<void> {
    const { id } = source()
    try {
      const fresh = await client.call('deliveries.figures', { id })
      if (isOver || source().id !== id) return
      figures.value = fresh
      failure.value = undefined
    } catch (error) {
      if (!isOver) failure.value = error
    }
  }

  const loadSoon = useThrottleFn(() => void load(), refreshMs, true)
  void load()
  watch(
    () => source().counts,
    () => void loadSoon(),
  )
  const stops = [
    client.on('clicks.recorded', () => void loadSoon()),
    client.on('delivery.answered', ({ id }) => {
      if (id === source().id) void loadSoon()
    }),
  ]
  onScopeDispose(() => {
    isOver = true
    for (const stop of stops) stop()
  })
  return { figures, failure, load }
}
