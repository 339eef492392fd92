import { useIntervalFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Delivery, DeliveryProgress, StateCounts } from '../../../shared/contract/deliveries.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import { client } from '../../host.ts'
import { useNews } from '../../parts/fresh/index.ts'

const lookEveryMs = 30_000

/** How far a preparation is, in people. */
export interface PreparationProgress {
  readonly done: number
  readonly of: number
  /** People a second; null before there is a rate. */
  readonly perSecond: number | null
  readonly remainingMs: number | null
}

/** What is known of one delivery at this moment. */
function createKnowledge() {
  return {
    delivery: shallowRef<Delivery>(),
    progress: shallowRef<DeliveryProgress>(),
    preparing: shallowRef<PreparationProgress>(),
    failure: shallowRef<unknown>(),
    isLoading: ref(true),
  }
}

type Knowledge = ReturnType<typeof createKnowledge>

/** A function that asks for everything again; the answers to an older question are dropped. */
function createReload(id: Ref<number>, known: Knowledge): () => Promise<void> {
  let generation = 0
  onScopeDispose(() => (generation += 1))
  return async () => {
    const mine = ++generation
    try {
      const fresh = await client.call('deliveries.get', { id: id.value })
      const isLive = fresh.state === 'sending' || fresh.state === 'paused'
      const pace = isLive ? await client.call('deliveries.progress', { id: id.value }) : undefined
      if (mine !== generation) return
      known.delivery.value = fresh
      known.progress.value = pace
      known.failure.value = undefined
      if (fresh.state !== 'preparing') known.preparing.value = undefined
    } catch (error) {
      if (mine === generation) known.failure.value = error
    } finally {
      if (mine === generation) known.isLoading.value = false
    }
  }
}

/** One delivery that follows what the engine tells about it; `state` and `counts` are those of the last push. */
export function useDelivery(id: Ref<number>) {
  const known = createKnowledge()
  const { delivery, progress, preparing } = known
  const reload = createReload(id, known)
  const state = computed<DeliveryState | undefined>(() => progress.value?.state ?? delivery.value?.state)
  const counts = computed<StateCounts | undefined>(() => progress.value?.counts ?? delivery.value?.counts)

  function begin(): void {
    for (const value of [delivery, progress, preparing]) value.value = undefined
    known.isLoading.value = true
    void reload()
  }
  watch(id, begin, { immediate: true })

  // Nothing is pushed while nothing moves: neither when a night begins nor when a line reaches its cap.
  async function lookAgain(): Promise<void> {
    const mine = progress.value
    if (mine?.state !== 'sending') return
    const fresh = await client.call('deliveries.progress', { id: mine.id }).catch(() => undefined)
    if (fresh && progress.value === mine) progress.value = fresh
  }
  useIntervalFn(() => void lookAgain(), lookEveryMs)

  useNews(
    {
      'delivery.changed': changed => void (changed.id === id.value && reload()),
      'delivery.progressed': fresh => {
        if (fresh.id !== id.value) return
        const before = state.value
        progress.value = fresh
        if (fresh.state !== before) void reload()
      },
      'delivery.preparation-progressed': fresh => {
        if (fresh.id === id.value) preparing.value = fresh
      },
    },
    () => void reload(),
  )
  return { ...known, state, counts, reload }
}
