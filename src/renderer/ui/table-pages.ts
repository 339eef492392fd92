import { computed, watch, type ComputedRef } from 'vue'
import { createPageCache, pageSize, type LoadRows } from './page-cache.ts'

interface Request<Row> {
  readonly load: ComputedRef<LoadRows<Row>>
  readonly first: ComputedRef<number>
  readonly length: ComputedRef<number>
}

const settleMs = 40

/**
 * Keeps the pages of rows around what is visible. While the person scrolls fast nothing is asked for; a page
 * that is out of sight before its turn is never loaded. Old rows stay until fresh ones arrive.
 */
export function useTablePages<Row>({ load, first, length }: Request<Row>) {
  const cache = createPageCache<Row>(() => load.value)
  let timer: ReturnType<typeof setTimeout> | undefined

  const wanted = computed(() => {
    if (length.value === 0) return []
    const from = Math.floor(first.value / pageSize)
    const to = Math.floor((first.value + length.value - 1) / pageSize)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })

  function follow(): void {
    clearTimeout(timer)
    if (cache.pages.size === 0) cache.fetchMissing(wanted.value)
    else timer = setTimeout(() => cache.fetchMissing(wanted.value), settleMs)
  }

  /** Another list: nothing that is shown belongs to it. */
  function restart(): void {
    cache.clear()
    cache.renew(wanted.value)
  }

  watch(() => wanted.value.join(), follow, { immediate: true })
  watch(load, restart)

  /** The row at a position, undefined while it is not loaded. */
  function rowAt(index: number): Row | undefined {
    return cache.pages.get(Math.floor(index / pageSize))?.[index % pageSize]
  }

  return {
    rowAt,
    failure: cache.failure,
    reload: () => cache.renew(wanted.value),
    stop: () => clearTimeout(timer),
  }
}
