import { ref, watch, type Ref } from 'vue'
import type { Delivery } from '../../../shared/contract/deliveries.ts'

/** Whether other figures are on screen than those that were looked at, without anything having been pressed here. */
export interface Renewed {
  readonly isRenewed: Ref<boolean>
  /** What is prepared next was asked for in this window: whoever asked knows. */
  ask(): void
}

/**
 * Tells when a delivery was prepared again while its review was open: in another window, or by the program because
 * what was confirmed meanwhile counts against it. Another preparation that comes to the same is not worth a word.
 */
export function useRenewed(delivery: Readonly<Ref<Delivery | undefined>>): Renewed {
  const isRenewed = ref(false)
  let seen: { readonly id: number; readonly digest: string; readonly preparedAt: number } | undefined
  let isAsked = false

  watch(delivery, now => {
    if (!now) return
    const { id, preparation, state } = now
    if (seen && seen.id !== id) {
      seen = undefined
      isAsked = false
      isRenewed.value = false
    }
    if (!preparation || (state !== 'ready' && state !== 'scheduled')) return
    const { digest, preparedAt } = preparation
    if (seen?.digest === digest && seen.preparedAt === preparedAt) return
    if (seen && seen.digest !== digest) isRenewed.value = !isAsked
    isAsked = false
    seen = { id, digest, preparedAt }
  })
  return { isRenewed, ask: () => (isAsked = true) }
}
