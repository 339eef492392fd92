import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Column } from '../../../shared/activities/define-activity.ts'
import type { ContentCount } from '../../../shared/contract/content-count.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { client } from '../../host.ts'

/** Smaller audiences are counted by themselves, a moment after the last letter. */
const mostUnasked = 50_000
const settleMs = 700

interface Watched {
  readonly content: Ref<DeliveryContent>
  /** What is measured along, for its saving. */
  readonly instead: Ref<DeliveryContent | undefined>
  readonly source: Ref<PeopleSource | undefined>
  readonly columns: Ref<readonly Column[]>
  readonly lineId: Ref<number | null>
  readonly maxParts: Ref<number | undefined>
  /** People in the audience, as the preview has it. */
  readonly total: Ref<number>
  readonly isFaulty: Ref<boolean>
}

/** Counts a content over its whole audience in the background: what it costs, and who tips over. */
export function useAudienceCount(watched: Watched) {
  const asked = computed(() => askedOf(watched))
  const key = computed(() => JSON.stringify(asked.value ?? null))
  const { count, countedKey, progress, failure, start, cancel } = useCountJob(asked, key)
  const isLarge = computed(() => watched.total.value > mostUnasked)
  const startSoon = useDebounceFn(() => {
    if (!isLarge.value && key.value !== countedKey.value) void start()
  }, settleMs)
  watch(
    [key, watched.total],
    () => {
      if (key.value !== countedKey.value) cancel()
      if (asked.value === undefined) count.value = null
      void startSoon()
    },
    { immediate: true },
  )
  const stop = client.on('line.changed', () => {
    countedKey.value = ''
    void startSoon()
  })
  onScopeDispose(stop)
  const isFresh = computed(() => count.value !== null && countedKey.value === key.value)
  return { count, progress, failure, isFresh, isLarge, start, cancel }
}

/** One count at a time; a new one ends the one before. */
function useCountJob(asked: Readonly<Ref<ReturnType<typeof askedOf>>>, key: Readonly<Ref<string>>) {
  const count = shallowRef<ContentCount | null>(null)
  const progress = ref<number>()
  const failure = shallowRef<unknown>()
  /** What the count was made for; another one is out of date. */
  const countedKey = ref('')
  let job = ''

  async function start(): Promise<void> {
    cancel()
    const given = asked.value
    if (!given) return
    const mine = crypto.randomUUID()
    const mineKey = key.value
    job = mine
    progress.value = 0
    try {
      const fresh = await client.call('content.count', { ...given, job: mine })
      if (job !== mine) return
      count.value = fresh
      countedKey.value = mineKey
      failure.value = undefined
    } catch (error) {
      if (job === mine) failure.value = error
    }
    if (job === mine) progress.value = undefined
  }

  function cancel(): void {
    if (progress.value !== undefined) void client.call('content.cancelCount', { job })
    job = ''
    progress.value = undefined
  }

  const stop = client.on('content.count-progressed', ({ job: of, done, of: all }) => {
    if (of === job && all > 0) progress.value = done / all
  })
  onScopeDispose(() => {
    stop()
    cancel()
  })
  return { count, countedKey, progress, failure, start, cancel }
}

/** What would be asked; undefined while there is nobody or nothing to count. */
function askedOf({ content, instead, source, columns, lineId, maxParts, total, isFaulty }: Watched) {
  if (!source.value || total.value === 0 || isFaulty.value || content.value.text.trim() === '')
    return undefined
  return {
    ...content.value,
    ...(instead.value ? { instead: instead.value } : {}),
    source: source.value,
    columns: [...columns.value],
    lineId: lineId.value,
    ...(maxParts.value === undefined ? {} : { maxParts: maxParts.value }),
  }
}
