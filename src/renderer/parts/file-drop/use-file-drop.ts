import { useEventListener } from '@vueuse/core'
import { ref, type MaybeRefOrGetter, type Ref } from 'vue'

/**
 * Takes a file that is dropped anywhere on an element.
 * @returns whether a file is being dragged over it
 */
export function useFileDrop(
  target: MaybeRefOrGetter<HTMLElement | null>,
  take: (file: File) => unknown,
): Readonly<Ref<boolean>> {
  const isOver = ref(false)
  /** Leaving a child enters its parent; only the balance tells whether the pointer is still inside. */
  let depth = 0

  function holdsFile(event: DragEvent): boolean {
    return event.dataTransfer?.types.includes('Files') ?? false
  }

  useEventListener(target, 'dragenter', event => {
    if (!holdsFile(event)) return
    depth += 1
    isOver.value = true
  })
  useEventListener(target, 'dragover', event => {
    if (event.dataTransfer && holdsFile(event)) event.dataTransfer.dropEffect = 'copy'
  })
  useEventListener(target, 'dragleave', event => {
    if (!holdsFile(event)) return
    depth = Math.max(0, depth - 1)
    isOver.value = depth > 0
  })
  useEventListener(target, 'drop', event => {
    depth = 0
    isOver.value = false
    const file = event.dataTransfer?.files[0]
    if (file) take(file)
  })
  return isOver
}
