import { computed, shallowRef, type ComputedRef } from 'vue'
import { settingsOf } from '../../../../../shared/workflow/workflow-settings.ts'
import { client } from '../../../../host.ts'
import { useWorkflow } from '../../state/use-workflow.ts'

/** The machine that executes the workflow may stand elsewhere; asked once. */
const machineZone = shallowRef<string>()

/** The clocks that the workflow goes by, an IANA name. */
export function useFlowZone(): ComputedRef<string> {
  const { document } = useWorkflow()
  if (machineZone.value === undefined) {
    client.call('workspace.describe', {}).then(
      ({ timeZone }) => (machineZone.value = timeZone),
      () => undefined,
    )
  }
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return computed(() => settingsOf(document.value).timeZone ?? machineZone.value ?? own)
}
