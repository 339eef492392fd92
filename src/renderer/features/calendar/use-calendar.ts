import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { AudienceOverlap, CalendarEntry } from '../../../shared/contract/calendar.ts'
import { client } from '../../host.ts'
import { useNews } from '../../parts/fresh/index.ts'
import { keyOf, type CalendarDay } from './calendar-days.ts'

interface Known {
  readonly entries: readonly CalendarEntry[]
  readonly collisions: readonly { ids: [number, number]; line: string; at: number }[]
  readonly isCut: boolean
}

/** What stands in the calendar on these days, kept up to date; which people get two deliveries comes a little later. */
export function useCalendar(days: Readonly<Ref<readonly CalendarDay[]>>) {
  const known = shallowRef<Known>()
  const overlaps = shallowRef<readonly AudienceOverlap[]>([])
  const failure = shallowRef<unknown>()
  const isComparing = ref(false)
  let generation = 0

  async function load(): Promise<void> {
    const mine = ++generation
    const span = { from: days.value[0]?.from ?? 0, until: days.value.at(-1)?.until ?? 0 }
    try {
      const fresh = await client.call('calendar.entries', span)
      if (mine !== generation) return
      known.value = fresh
      failure.value = undefined
      isComparing.value = true
      const found = await client.call('calendar.overlaps', span)
      if (mine === generation) overlaps.value = found
    } catch (error) {
      if (mine === generation) failure.value = error
    } finally {
      if (mine === generation) isComparing.value = false
    }
  }

  watch(days, () => void load(), { immediate: true })
  const loadSoon = useDebounceFn(load, 400, { maxWait: 3000 })
  const heard = { 'delivery.changed': () => void loadSoon(), 'workflows.changed': () => void loadSoon() }
  useNews(heard, () => void load())
  onScopeDispose(() => (generation += 1))

  const byDay = computed(() => Map.groupBy(known.value?.entries ?? [], entry => keyOf(entry.at)))
  return { known, overlaps, failure, isComparing, byDay, load }
}
