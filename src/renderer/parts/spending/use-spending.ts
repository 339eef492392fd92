import { useThrottleFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { SpentOfLimit } from '../../../shared/contract/spending.ts'
import { client } from '../../host.ts'

/** What all deliveries have spent today and this month, and what limits them. */
export interface Spending {
  readonly currency: string
  readonly day: SpentOfLimit
  readonly month: SpentOfLimit
}

const refreshMs = 2000

/** The spending of the workspace, asked again while something is sent and when its limits change; undefined until it is known. */
export function useSpending(): Readonly<ShallowRef<Spending | undefined>> {
  const spending = shallowRef<Spending>()

  async function load(): Promise<void> {
    try {
      spending.value = await client.call('spending.get', {})
    } catch {
      // Whatever is wrong is told by the screen that this stands on.
    }
  }
  void load()
  const loadSoon = useThrottleFn(() => void load(), refreshMs, true)
  const stops = [
    client.on('delivery.progressed', () => void loadSoon()),
    client.on('delivery.changed', () => void loadSoon()),
    client.on('workspace.changed', () => void load()),
  ]
  onScopeDispose(() => stops.forEach(stop => stop()))
  return spending
}
