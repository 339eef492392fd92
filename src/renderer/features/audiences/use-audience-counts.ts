import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { inAudience } from '../../../shared/rule.ts'
import { client } from '../../host.ts'

/** Exact counts by audience; null where counting went wrong, absent while it is not done. */
export type AudienceCounts = ReadonlyMap<number, number | null>

/**
 * Counts audiences one after the other, so that a long list does not keep the engine from anything else. Counts stay
 * on screen while they are taken anew after people or rules changed.
 */
export function useAudienceCounts(
  audiences: () => readonly Audience[],
): Readonly<ShallowRef<AudienceCounts>> {
  const counts = shallowRef<AudienceCounts>(new Map())
  let round = 0

  async function count(): Promise<void> {
    const mine = ++round
    for (const { id } of audiences()) {
      const found = await client.call('audiences.count', { rule: inAudience(id), samples: 0 }).then(
        answer => answer.count,
        () => null,
      )
      if (mine !== round) return
      counts.value = new Map(counts.value).set(id, found)
    }
  }

  const countSoon = useDebounceFn(count, 400, { maxWait: 3000 })
  watch(audiences, () => void count(), { immediate: true })
  const unlisten = client.on('people.changed', () => void countSoon())
  onScopeDispose(() => {
    round += 1
    unlisten()
  })
  return counts
}
