import { useIntervalFn } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/** The present in epoch ms, read again every so often; for times that are reckoned from now. */
export function useClock(everyMs: number): Ref<number> {
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), everyMs)
  return now
}
