import { computed, type ComputedRef } from 'vue'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { exemplaryLine } from '../../../shared/delivery/pool-members.ts'
import { useLines } from './use-lines.ts'

/** The line by which a text is counted and priced while it is written; null for the default. */
export function useExemplaryLine(settings: () => DeliverySettings): ComputedRef<number | null> {
  const lines = useLines()
  return computed(() => exemplaryLine(settings(), lines.value ?? []))
}
