import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { KeptFile } from '../../../../../shared/contract/load-files.ts'
import { client } from '../../../../host.ts'
import type { Inspection, LoadDraft } from './load-draft.ts'

/** A chosen file as it is today. */
export interface LookedAt {
  /** Null where another workspace knows it; undefined until that is known. */
  readonly kept: Readonly<ShallowRef<KeptFile | null | undefined>>
  readonly inspection: Readonly<ShallowRef<Inspection | null>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly isLooking: ComputedRef<boolean>
  /** Looks again: the file may have changed. */
  readonly renew: () => Promise<void>
}

/** Looks at the file of an activity, and again whenever another one is chosen or it is to be read in another way. */
export function useInspection(draft: () => LoadDraft): LookedAt {
  const kept = shallowRef<KeptFile | null>()
  const inspection = shallowRef<Inspection | null>(null)
  const failure = shallowRef<unknown>(null)
  const asked = shallowRef(0)
  const answered = shallowRef(0)

  async function renew(): Promise<void> {
    const { file, reading, country } = draft()
    const mine = ++asked.value
    if (!file) {
      kept.value = undefined
      inspection.value = null
      failure.value = null
      answered.value = mine
      return
    }
    const { key, use } = file
    const [found, looked] = await Promise.allSettled([
      client.call('loadFiles.get', { key }),
      client.call('loadFiles.inspect', { key, use, reading, ...(country === null ? {} : { country }) }),
    ])
    if (mine !== asked.value) return
    answered.value = mine
    kept.value = found.status === 'fulfilled' ? found.value : undefined
    inspection.value = looked.status === 'fulfilled' ? looked.value : null
    failure.value = looked.status === 'rejected' ? looked.reason : null
  }

  watch(
    () => JSON.stringify([draft().file, draft().reading, draft().country]),
    () => void renew(),
    { immediate: true },
  )
  onScopeDispose(() => (asked.value += 1))
  return { kept, inspection, failure, isLooking: computed(() => asked.value !== answered.value), renew }
}
