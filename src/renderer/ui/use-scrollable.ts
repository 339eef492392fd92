import { useResizeObserver } from '@vueuse/core'
import { computed, nextTick, onMounted, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

const lists: ReadonlySet<string> = new Set(['UL', 'OL'])

/**
 * Attributes for something that scrolls when it holds too much: then, and only then, keys reach it and it has a name.
 * @param content what it holds; looked at again when that changes
 */
export function useScrollable(
  element: Readonly<Ref<HTMLElement | null>>,
  label: () => string,
  content: () => unknown,
): ComputedRef<Record<string, string | number>> {
  const isScrolling = shallowRef(false)
  function look(): void {
    const { scrollHeight = 0, clientHeight = 0 } = element.value ?? {}
    isScrolling.value = scrollHeight > clientHeight
  }
  onMounted(look)
  useResizeObserver(element, look)
  watch(content, () => void nextTick(look))
  return computed((): Record<string, string | number> => {
    if (!isScrolling.value) return {}
    const named = { tabindex: 0, 'aria-label': label() }
    // A list has a role already, without which its entries would be entries of nothing.
    return lists.has(element.value?.tagName ?? '') ? named : { ...named, role: 'group' }
  })
}
