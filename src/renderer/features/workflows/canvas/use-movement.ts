import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { View } from './viewport.ts'

/** Ms without a change after which the view stands still. */
const stillAfterMs = 120

/** On a canvas seen from afar buttons keep the size that a finger can hit, up to this much larger than they are drawn. */
const largest = 2

/**
 * Says whether the view moves, to the style sheet as well: written straight to the element, because a movement draws it
 * again and again, and nothing in it need be rendered for that.
 */
export function useMovement(
  root: Readonly<Ref<HTMLElement | null>>,
  view: Readonly<Ref<View>>,
): Readonly<ShallowRef<boolean>> {
  const isMoving = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    isMoving.value = false
    root.value?.removeAttribute('data-moving')
    const scale = Math.min(largest, Math.max(1, 1 / view.value.zoom))
    root.value?.style.setProperty('--flow-button-scale', scale.toFixed(1))
  }

  watch(view, (now, before) => {
    if (now.x === before.x && now.y === before.y && now.zoom === before.zoom) return
    // The first view is where one begins, not a movement.
    if (before.width === 0) return
    clearTimeout(timer)
    timer = setTimeout(stop, stillAfterMs)
    if (isMoving.value) return
    isMoving.value = true
    root.value?.setAttribute('data-moving', '')
  })
  onScopeDispose(() => clearTimeout(timer))
  return isMoving
}
