import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Person } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'
import { useNews } from '../fresh/index.ts'
import type { LoadRows } from '../../ui/index.ts'
import { askedBy, type PeopleQuery } from './people-query.ts'

/** A list of people as a UiTable takes it. */
export interface PeoplePage {
  readonly rows: Readonly<ShallowRef<LoadRows<Person>>>
  readonly count: Readonly<Ref<number>>
  /** What the rows and the count were searched by. */
  readonly searched: Readonly<Ref<string>>
  /** The rows on screen belong to an earlier query. */
  readonly isLoading: Readonly<Ref<boolean>>
  readonly failure: Readonly<ShallowRef<unknown>>
  /** Asks for the same list again, keeping what is shown until it comes. */
  readonly renew: () => Promise<void>
}

const firstPage = 100

function ask(query: PeopleQuery, offset: number, limit: number) {
  return client.call('people.page', { ...askedBy(query), offset, limit })
}

/**
 * Lists people. A changed query shows once its first page is there, so that the table never blinks; late answers
 * of earlier queries are dropped. The list follows changes of people.
 * @param changed called when the people behind an unchanged query changed
 */
export function usePeoplePage(query: () => PeopleQuery, changed: () => void): PeoplePage {
  const page = createPage(query, changed)
  const renewSoon = useDebounceFn(page.renew, 250, { maxWait: 1500 })
  useNews({ 'people.changed': () => void renewSoon() }, () => void renewSoon())
  watch(() => JSON.stringify(query()), page.open, { immediate: true })
  onScopeDispose(page.stop)
  return page
}

interface OpenPage extends PeoplePage {
  readonly open: () => Promise<void>
  readonly stop: () => void
}

function createPage(query: () => PeopleQuery, changed: () => void): OpenPage {
  const count = ref(0)
  const searched = ref('')
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()
  const rows = shallowRef<LoadRows<Person>>(() => Promise.resolve([]))
  /** The first page was just asked for and need not be again. */
  let isFresh = false
  let latest = 0

  async function open(): Promise<void> {
    const mine = ++latest
    const asked = query()
    isLoading.value = true
    const [settled] = await Promise.allSettled([ask(asked, 0, firstPage)])
    if (mine !== latest) return
    isLoading.value = false
    failure.value = settled.status === 'rejected' ? settled.reason : undefined
    if (settled.status === 'rejected') return
    const { total, rows: first } = settled.value
    searched.value = asked.search
    isFresh = true
    rows.value = async (offset, limit) =>
      isFresh && offset === 0 && limit === firstPage ? first : (await ask(asked, offset, limit)).rows
    count.value = total
  }

  async function renew(): Promise<void> {
    const mine = latest
    isFresh = false
    if (failure.value) return open()
    const { total } = await ask(query(), 0, 1)
    if (mine !== latest) return
    count.value = total
    changed()
  }

  return { rows, count, searched, isLoading, failure, open, renew, stop: () => void (latest += 1) }
}
