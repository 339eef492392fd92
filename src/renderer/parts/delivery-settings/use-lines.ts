import { computed, type ComputedRef } from 'vue'
import type { Line } from '../../../shared/contract/lines.ts'
import { client } from '../../host.ts'
import { useFresh } from '../fresh/index.ts'

/** The lines of the workspace, kept fresh; null until they are known. */
export function useLines(): ComputedRef<readonly Line[] | null> {
  const { value, isLoading } = useFresh<readonly Line[]>(() => client.call('lines.list', {}), {
    first: [],
    after: ['line.changed'],
  })
  return computed(() => (isLoading.value ? null : value.value))
}
