import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import type { WorkflowRun } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'

/** The deliveries that a run has made, live, and how far their preparation is (0 to 1). */
export function useRunDeliveries(run: ShallowRef<WorkflowRun | null>): {
  readonly deliveries: Readonly<ShallowRef<ReadonlyMap<number, Delivery>>>
  readonly progress: Readonly<ShallowRef<ReadonlyMap<number, number>>>
} {
  const deliveries = shallowRef<ReadonlyMap<number, Delivery>>(new Map())
  const progress = shallowRef<ReadonlyMap<number, number>>(new Map())
  let wanted = new Set<number>()

  async function load(id: number): Promise<void> {
    try {
      const delivery = await client.call('deliveries.get', { id })
      if (wanted.has(id)) deliveries.value = new Map(deliveries.value).set(id, delivery)
    } catch {
      // It was removed meanwhile; the run itself stays.
    }
  }

  function follow(current: WorkflowRun | null): void {
    wanted = new Set(current?.activities.flatMap(({ deliveryId }) => deliveryId ?? []))
    for (const id of wanted) void load(id)
  }

  watch(run, follow, { immediate: true })
  const unlisten = [
    client.on('delivery.changed', ({ id }) => {
      if (wanted.has(id)) void load(id)
    }),
    client.on('delivery.preparation-progressed', ({ id, done, of }) => {
      if (wanted.has(id)) progress.value = new Map(progress.value).set(id, of > 0 ? done / of : 0)
    }),
  ]
  onScopeDispose(() => {
    for (const stop of unlisten) stop()
  })
  return { deliveries, progress }
}
