import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { DeliveryLine } from '../../../shared/contract/delivery-lines.ts'
import { client } from '../../host.ts'

/** Sending tells of itself twice a second; what lines do is asked for less often. */
const everyMs = 1_000

/** The lines of a delivery and what each is doing, live; empty until they are known. */
export function useDeliveryLines(id: () => number): Readonly<ShallowRef<readonly DeliveryLine[]>> {
  const lines = shallowRef<readonly DeliveryLine[]>([])
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    const mine = ++latest
    try {
      const found = await client.call('deliveries.lines', { id: id() })
      if (mine === latest) lines.value = found
    } catch {
      // The screen itself says that there is no answer; what was known stays.
    }
  }

  function soon(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      void load()
    }, everyMs)
  }

  watch(id, () => void load(), { immediate: true })
  const stops = [
    client.on('line.changed', soon),
    client.on('delivery.progressed', changed => {
      if (changed.id === id()) soon()
    }),
    client.on('delivery.changed', changed => {
      if (changed.id === id()) soon()
    }),
  ]
  onScopeDispose(() => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  })
  return lines
}
