import { useIntervalFn, useThrottleFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { DeliveryPlan } from '../../../shared/contract/delivery-plan.ts'
import { client } from '../../host.ts'

/** It depends on the time of day, so it is asked for again now and then. */
const everyMs = 30_000

/** Messages that wait are counted for it, which takes a while of a million. */
const atMostEveryMs = 5_000

/**
 * How a delivery will go as it stands now; null before it is prepared and once it is over, undefined until it is known.
 * @param pace messages a minute, where it is being sent: at another pace it ends at another time
 */
export function usePlan(
  id: () => number,
  pace: () => number | null | undefined = () => null,
): Readonly<ShallowRef<DeliveryPlan | null | undefined>> {
  const plan = shallowRef<DeliveryPlan | null>()
  let latest = 0
  let knownPace: number | null | undefined

  async function load(): Promise<void> {
    const mine = ++latest
    knownPace = pace()
    try {
      const answer = await client.call('deliveries.plan', { id: id() })
      if (mine === latest) plan.value = answer.plan
    } catch {
      // The screen itself says that there is no answer; what was foreseen stays.
    }
  }

  watch(id, () => void load(), { immediate: true })
  const loadSoon = useThrottleFn(() => void load(), atMostEveryMs, true)
  watch(pace, now => {
    if (!isAbout(now, knownPace)) void loadSoon()
  })
  useIntervalFn(() => void load(), everyMs)
  onScopeDispose(
    client.on('delivery.changed', changed => {
      if (changed.id === id()) void load()
    }),
  )
  return plan
}

/** Less than a tenth apart. */
function isAbout(one: number | null | undefined, other: number | null | undefined): boolean {
  if (one == null || other == null) return (one ?? null) === (other ?? null)
  return Math.abs(one - other) <= Math.max(one, other) / 10
}
