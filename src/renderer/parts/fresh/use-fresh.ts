import { useDebounceFn } from '@vueuse/core'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useNews, type PushName } from './use-news.ts'

/** What was read from the engine, read again whenever it may have changed. */
export interface Fresh<T> {
  readonly value: Readonly<ShallowRef<T>>
  /** Until the first answer, whatever it is. */
  readonly isLoading: Readonly<Ref<boolean>>
  /** Why the last reading failed; what was known before stays. */
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly load: () => Promise<void>
}

/** When something is read again, beside each new connection. */
export interface FreshOptions<T> {
  readonly first: T
  readonly after: readonly PushName[]
  /** Where it is told of often: as long as it keeps being told, it is read only every six times this, in ms. */
  readonly quietMs?: number
}

/** Reads something now, after each of these pushes and after each new connection, as long as the scope lives. */
export function useFresh<T>(read: () => Promise<T>, { first, after, quietMs }: FreshOptions<T>): Fresh<T> {
  const value = shallowRef(first) as ShallowRef<T>
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    try {
      const found = await read()
      // An answer that was overtaken says what was true before.
      if (mine !== latest) return
      value.value = found
      failure.value = undefined
    } catch (error) {
      if (mine === latest) failure.value = error
    } finally {
      if (mine === latest) isLoading.value = false
    }
  }

  const loadSoon = quietMs === undefined ? load : useDebounceFn(load, quietMs, { maxWait: 6 * quietMs })
  void load()
  useNews(Object.fromEntries(after.map(name => [name, () => void loadSoon()])), () => void load())
  return { value, isLoading, failure, load }
}
