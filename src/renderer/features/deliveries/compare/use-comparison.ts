import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { ComparedDelivery } from '../../../../shared/contract/delivery-figures.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'

const refreshMs = 2000

/** What deliveries come to, side by side, asked again when anything happens to one of them; nothing for fewer than two. */
export function useComparison(ids: () => readonly number[]) {
  const rows = shallowRef<readonly ComparedDelivery[]>()
  /** The engine's time of the figures: what is under way has lasted until then. */
  const at = ref(0)
  const failure = shallowRef<unknown>()
  let isOver = false

  async function load(): Promise<void> {
    const wanted = [...ids()]
    if (wanted.length < 2) return void (rows.value = undefined)
    try {
      const fresh = await client.call('deliveries.compare', { ids: wanted })
      if (isOver || wanted.join() !== ids().join()) return
      rows.value = fresh.rows
      at.value = fresh.at
      failure.value = undefined
    } catch (error) {
      if (!isOver) failure.value = error
    }
  }

  watch(() => ids().join(), load, { immediate: true })
  const loadSoon = useThrottleFn(() => void load(), refreshMs, true)
  const refresh = ({ id }: { id: number }): void => {
    if (ids().includes(id)) void loadSoon()
  }
  const heard = {
    'delivery.changed': refresh,
    'delivery.progressed': refresh,
    'delivery.answered': refresh,
    'clicks.recorded': () => void loadSoon(),
  }
  useNews(heard, () => void load())
  onScopeDispose(() => (isOver = true))
  return { rows, at, failure, load }
}
