import { computed, watch, type ComputedRef } from 'vue'
import type { LoadRows } from '../../ui/index.ts'

/**
 * Gives a UiTable a list that is known as a whole. Another search is a new list, which is shown from its top; when only
 * the content changed, the table keeps its place and its current row.
 * @param reload of the table
 */
export function useListRows<Row>(
  rows: () => readonly Row[],
  { search, reload }: { readonly search: () => string; readonly reload: () => void },
): ComputedRef<LoadRows<Row>> {
  watch(rows, reload, { flush: 'post' })
  return computed(() => {
    void search()
    return (offset, limit) => Promise.resolve(rows().slice(offset, offset + limit))
  })
}
