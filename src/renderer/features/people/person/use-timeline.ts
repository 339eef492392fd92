import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { TimelineEntry, TimelineKind } from '../../../../shared/contract/timeline.ts'
import { client } from '../../../host.ts'
import { useNews, type PushName } from '../../../parts/fresh/index.ts'

/** What is asked of a person's history. */
export interface TimelineAsked {
  readonly personId: number
  /** All kinds when absent. */
  readonly kinds?: readonly TimelineKind[] | undefined
  readonly deliveryId?: number | undefined
}

/** A person's history as far as it has been read. */
export interface Timeline {
  readonly entries: Readonly<ShallowRef<readonly TimelineEntry[]>>
  readonly total: Readonly<Ref<number>>
  readonly isLoading: Readonly<Ref<boolean>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly readMore: () => Promise<void>
  readonly reload: () => Promise<void>
}

const pageLength = 30
/** As many as one call gives: what was read beyond is read again by hand. */
const mostAtOnce = 1000
const pushes: readonly PushName[] = [
  'people.changed',
  'delivery.progressed',
  'subscriptions.changed',
  'clicks.recorded',
]

/** Reads a history page by page, the latest first, and again when something happens. */
export function useTimeline(asked: () => TimelineAsked): Timeline {
  const { read, forget, ...state } = createReading(asked)
  const { entries } = state
  const reload = (): Promise<void> =>
    read(0, Math.min(mostAtOnce, Math.max(pageLength, entries.value.length)))
  const reloadSoon = useDebounceFn(reload, 400, { maxWait: 2000 })
  useNews(Object.fromEntries(pushes.map(name => [name, () => void reloadSoon()])), () => void reload())
  onScopeDispose(forget)
  watch(
    () => JSON.stringify(asked()),
    () => {
      entries.value = []
      void read(0, pageLength)
    },
    { immediate: true },
  )
  return { ...state, readMore: () => read(entries.value.length, pageLength), reload }
}

/** What has been read so far; late answers of earlier readings are dropped. */
function createReading(asked: () => TimelineAsked) {
  const entries = shallowRef<readonly TimelineEntry[]>([])
  const total = ref(0)
  const isLoading = ref(true)
  const failure = shallowRef<unknown>()
  let latest = 0

  async function read(offset: number, limit: number): Promise<void> {
    const mine = ++latest
    const { personId, kinds, deliveryId } = asked()
    const which = { ...(kinds ? { kinds: [...kinds] } : {}), ...(deliveryId ? { deliveryId } : {}) }
    isLoading.value = true
    try {
      const answer = await client.call('people.timeline', { id: personId, ...which, offset, limit })
      if (mine !== latest) return
      entries.value = [...entries.value.slice(0, offset), ...answer.rows]
      total.value = answer.total
      failure.value = undefined
    } catch (error) {
      if (mine === latest) failure.value = error
    } finally {
      if (mine === latest) isLoading.value = false
    }
  }
  return { entries, total, isLoading, failure, read, forget: () => void (latest += 1) }
}
