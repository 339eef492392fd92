import { ref, shallowReactive, type Ref } from 'vue'

/** Loads part of a list: `limit` rows from `offset` in the present order. */
export type LoadRows<Row> = (offset: number, limit: number) => Promise<readonly Row[]>

/** Rows of one page of a cache. */
export const pageSize = 100
const keptPages = 40

/** Pages of a long list that were loaded, as one `load` gave them; answers of an earlier generation are dropped. */
export interface PageCache<Row> {
  readonly pages: ReadonlyMap<number, readonly Row[]>
  /** Why the last page could not be loaded. */
  readonly failure: Ref<unknown>
  /** Loads the pages that are neither there nor on their way. */
  readonly fetchMissing: (wanted: readonly number[]) => void
  /** Loads the pages again, keeping the old rows until the fresh ones arrive; all others are dropped. */
  readonly renew: (wanted: readonly number[]) => void
  readonly clear: () => void
}

/** Makes an empty cache; it keeps the 40 pages nearest to those asked for last. */
export function createPageCache<Row>(load: () => LoadRows<Row>): PageCache<Row> {
  const pages = shallowReactive(new Map<number, readonly Row[]>())
  const failure = ref<unknown>()
  const pending = new Set<number>()
  let generation = 0

  async function fetchPage(page: number): Promise<void> {
    const of = generation
    pending.add(page)
    try {
      const rows = await load()(page * pageSize, pageSize)
      if (of !== generation) return
      pages.set(page, rows)
      failure.value = undefined
      forgetFarPages(page)
    } catch (error) {
      if (of === generation) failure.value = error
    } finally {
      if (of === generation) pending.delete(page)
    }
  }

  function forgetFarPages(middle: number): void {
    const far = [...pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
    for (const page of far.slice(0, Math.max(0, pages.size - keptPages))) pages.delete(page)
  }

  function fetchMissing(wanted: readonly number[]): void {
    for (const page of wanted) if (!pages.has(page) && !pending.has(page)) void fetchPage(page)
  }

  function renew(wanted: readonly number[]): void {
    generation += 1
    pending.clear()
    failure.value = undefined
    for (const page of pages.keys()) if (!wanted.includes(page)) pages.delete(page)
    for (const page of wanted) void fetchPage(page)
  }

  return { pages, failure, fetchMissing, renew, clear: () => pages.clear() }
}
