import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'

/** So many are there at once, and so many more with each frame: about as long as a frame may take. */
const atOnce = 40
const aFrame = 8

/** How many rows of a long list are drawn: it can be used as soon as the first ones are there. */
export interface Growing {
  readonly count: ComputedRef<number>
  /** Draws up to this row now, because the keyboard goes there. */
  readonly reach: (index: number) => void
}

/** Draws a list of hundreds a few rows a frame, until all of them are there. */
export function useGrowing(total: () => number): Growing {
  const drawn = shallowRef(atOnce)
  let frame = 0

  function grow(): void {
    cancelAnimationFrame(frame)
    if (drawn.value >= total()) return
    frame = requestAnimationFrame(() => {
      drawn.value += aFrame
      grow()
    })
  }

  watch(total, grow, { immediate: true })
  onScopeDispose(() => cancelAnimationFrame(frame))
  return {
    count: computed(() => Math.min(drawn.value, total())),
    reach: index => (drawn.value = Math.max(drawn.value, index + 1)),
  }
}
