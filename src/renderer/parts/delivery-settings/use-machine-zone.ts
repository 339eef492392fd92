import { computed, ref, type ComputedRef } from 'vue'
import { client } from '../../host.ts'

/** The zone of the engine's machine, in which times without one of their own are meant; that of the window until it is known. */
export function useMachineZone(): ComputedRef<string> {
  const known = ref<string>()
  client.call('workspace.describe', {}).then(
    ({ timeZone }) => (known.value = timeZone),
    () => {},
  )
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return computed(() => known.value ?? own)
}
