import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { LoadRows } from '../../ui/index.ts'

/** Asks for part of a long list; the answer also says how long it is. */
export type AskWindow<Row> = (
  offset: number,
  limit: number,
) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>

/** What a UiTable needs of a list that lives in the engine. A new `ask` is a new list. */
export function useWindow<Row>(ask: Readonly<Ref<AskWindow<Row>>>) {
  const count = ref(0)
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()
  let isOver = false

  const rows = computed<LoadRows<Row>>(() => {
    const current = ask.value
    return async (offset, limit) => {
      const answer = await current(offset, limit)
      if (ask.value === current) count.value = answer.total
      return answer.rows
    }
  })

  /** Asks for the length again; the table asks for the rows itself. */
  async function measure(): Promise<void> {
    const current = ask.value
    try {
      const { total } = await current(0, 1)
      if (isOver || ask.value !== current) return
      count.value = total
      failure.value = undefined
    } catch (error) {
      if (ask.value === current) failure.value = error
    } finally {
      if (ask.value === current) isLoading.value = false
    }
  }

  watch(
    ask,
    () => {
      isLoading.value = true
      void measure()
    },
    { immediate: true },
  )
  onScopeDispose(() => (isOver = true))
  return { count, rows, isLoading, failure, measure }
}
