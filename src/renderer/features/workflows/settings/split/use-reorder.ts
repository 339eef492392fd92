import { useEventListener } from '@vueuse/core'
import { nextTick, ref, type Ref } from 'vue'

/** Moves the items of a list by mouse and by keyboard. */
export interface Reorder {
  /** Before which item the one that is dragged would come to lie; null while none is. */
  readonly target: Readonly<Ref<number | null>>
  /** Begins to drag an item; what happens next is heard from the list. */
  readonly start: (index: number, event: DragEvent) => void
  /** Moves by keyboard; the control that was used stays the one in use. */
  readonly step: (index: number, by: 1 | -1) => void
}

/** Reordering of a list whose children are its items; `move` is told from where to where. */
export function useReorder(
  list: Readonly<Ref<HTMLElement | null>>,
  move: (from: number, to: number) => void,
): Reorder {
  const dragged = ref<number | null>(null)
  const target = ref<number | null>(null)

  function end(): void {
    dragged.value = null
    target.value = null
  }

  useEventListener(list, 'dragover', event => {
    const before = dragged.value === null ? undefined : placeAt(list.value, event)
    if (before === undefined) return
    event.preventDefault()
    target.value = before
  })
  useEventListener(list, 'drop', event => {
    const [from, before] = [dragged.value, target.value]
    if (from === null || before === null) return
    event.preventDefault()
    const to = before > from ? before - 1 : before
    end()
    if (to !== from) move(from, to)
  })
  useEventListener(list, 'dragend', end)

  return {
    target,
    start(index, event) {
      dragged.value = index
      if (!event.dataTransfer) return
      event.dataTransfer.setData('text/plain', '')
      event.dataTransfer.effectAllowed = 'move'
    },
    step(index, by) {
      const to = index + by
      if (to >= 0 && to < (list.value?.children.length ?? 0)) keepFocus(() => move(index, to))
    },
  }
}

/** Before which item a pointer is: below the middle of one, it is before the next. */
function placeAt(list: HTMLElement | null, { target, clientY }: DragEvent): number | undefined {
  const items = [...(list?.children ?? [])]
  const index = items.findIndex(item => target instanceof Node && item.contains(target))
  const box = items[index]?.getBoundingClientRect()
  return box && index + Number(clientY > box.top + box.height / 2)
}

/** An element that changes its place loses the focus. */
function keepFocus(change: () => void): void {
  const control = document.activeElement
  change()
  void nextTick(() => control instanceof HTMLElement && control.focus())
}
