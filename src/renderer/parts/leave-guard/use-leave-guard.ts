import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate, useRouter, type RouteLocationNormalized } from 'vue-router'

/** What there may be to lose. */
export interface LeaveGuard {
  readonly hasChanges: () => boolean
  /** Tries to keep the changes without a question; true when nothing is left to lose. */
  readonly save?: (() => Promise<boolean>) | undefined
}

/**
 * Asks before a screen with unsaved changes is left. `isAsking` opens the question; `leave` goes where the person
 * wanted to.
 */
export function useLeaveGuard({ hasChanges, save }: LeaveGuard): {
  readonly isAsking: Ref<boolean>
  readonly leave: () => void
} {
  const router = useRouter()
  const isAsking = ref(false)
  let target: string | undefined
  let isAllowed = false

  async function guard(to: RouteLocationNormalized, from: RouteLocationNormalized): Promise<boolean> {
    if (isAllowed || to.path === from.path || !hasChanges()) return true
    if (save && (await save())) return true
    target = to.fullPath
    isAsking.value = true
    return false
  }

  onBeforeRouteLeave(guard)
  onBeforeRouteUpdate(guard)
  useEventListener(window, 'beforeunload', event => {
    if (hasChanges()) event.preventDefault()
  })
  return {
    isAsking,
    leave() {
      isAsking.value = false
      if (!target) return
      isAllowed = true
      // The same screen may stay, showing something else: that is guarded again.
      void router.push(target).finally(() => (isAllowed = false))
    },
  }
}
