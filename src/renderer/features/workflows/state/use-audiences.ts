import { computed, type ComputedRef } from 'vue'
import type { Audience } from '../../../../shared/contract/audiences.ts'
import { client } from '../../../host.ts'
import { useFresh } from '../../../parts/fresh/index.ts'

/** The saved audiences, kept fresh; null until they are known. */
export function useAudiences(): ComputedRef<readonly Audience[] | null> {
  const { value, isLoading } = useFresh<readonly Audience[]>(() => client.call('audiences.list', {}), {
    first: [],
    after: ['audiences.changed'],
  })
  return computed(() => (isLoading.value ? null : value.value))
}
