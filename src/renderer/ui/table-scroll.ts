import { useElementSize, useEventListener } from '@vueuse/core'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import {
  clampTop,
  scrollHeight,
  scrollRatio,
  topToShow,
  visibleRows,
  type TableGeometry,
} from './table-window.ts'

interface Input {
  readonly element: Ref<HTMLElement | null>
  readonly count: ComputedRef<number>
  readonly rowHeight: number
  readonly headerHeight: number
}

/**
 * Scroll position of a virtual table of any length. Tables that fit scroll natively; in longer ones the wheel
 * moves rows px by px and the scroll bar follows, so that no row is ever skipped.
 */
export function useTableScroll({ element, count, rowHeight, headerHeight }: Input) {
  const { height } = useElementSize(element)
  const top = ref(0)
  /** Where moveTo has put the scroll bar: the event that follows says nothing new. */
  let expected: number | undefined

  const geometry = computed<TableGeometry>(() => ({
    count: count.value,
    rowHeight,
    viewHeight: Math.max(0, height.value - headerHeight),
  }))
  const ratio = computed(() => scrollRatio(geometry.value))
  const visible = computed(() => visibleRows(geometry.value, top.value))
  const bodyHeight = computed(() => scrollHeight(geometry.value))

  function moveTo(wantedTop: number): void {
    top.value = clampTop(geometry.value, wantedTop)
    if (!element.value) return
    expected = Math.round(top.value / ratio.value)
    element.value.scrollTop = expected
  }

  function readScroll(): void {
    const position = element.value?.scrollTop ?? 0
    if (expected !== undefined && Math.abs(position - expected) <= 1) return
    expected = undefined
    top.value = clampTop(geometry.value, position * ratio.value)
  }

  function readWheel(event: WheelEvent): void {
    if (ratio.value === 1 || event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    moveTo(top.value + event.deltaY * (event.deltaMode === 1 ? rowHeight : 1))
  }

  useEventListener(element, 'scroll', readScroll, { passive: true })
  useEventListener(element, 'wheel', readWheel, { passive: false })
  watch(geometry, () => (top.value = clampTop(geometry.value, top.value)))

  return {
    top,
    visible,
    bodyHeight,
    pageRows: computed(() => Math.max(1, Math.floor(geometry.value.viewHeight / rowHeight) - 1)),
    showRow: (row: number) => moveTo(topToShow(geometry.value, top.value, row)),
  }
}
