import { useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { client } from '../../host.ts'

/** How often a screen looks at what a line does. */
const lookEveryMs = 3_000

/** Something of a line that is read again and again while it is looked at; undefined before the first answer. */
export function useLineView<View>(id: () => number, read: (id: number) => Promise<View>) {
  const view = shallowRef<View>()
  const failure = shallowRef<unknown>()

  async function load(): Promise<void> {
    try {
      view.value = await read(id())
      failure.value = undefined
    } catch (error) {
      failure.value = error
    }
  }

  watch(id, () => void load(), { immediate: true })
  useIntervalFn(() => void load(), lookEveryMs)
  onScopeDispose(client.on('line.changed', changed => changed.id === id() && void load()))
  return { view, failure, load }
}
