import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { WorkflowLog } from '../../../../shared/contract/workflows.ts'
import type { WorkflowLogCode } from '../../../../shared/workflow/log-levels.ts'
import { client } from '../../../host.ts'

/** As many lines as one execution of an activity may write behind the one that is looked for. */
const linesLookedAt = 20
const settleMs = 500

/** The newest line of a kind that an activity has written into the log; null while there is none. */
export function useLastNote(
  { workflowId, activityId }: { readonly workflowId: number; readonly activityId: string },
  code: WorkflowLogCode,
): Readonly<ShallowRef<WorkflowLog | null>> {
  const note = shallowRef<WorkflowLog | null>(null)

  async function renew(): Promise<void> {
    const window = { id: workflowId, activityId, limit: linesLookedAt }
    // The form is of use without it.
    const found = await client.call('workflows.logs', window).catch(() => undefined)
    note.value = found?.rows.find(row => row.code === code) ?? note.value
  }

  const renewSoon = useDebounceFn(renew, settleMs, { maxWait: 2000 })
  onScopeDispose(client.on('workflow.run-changed', () => void renewSoon()))
  void renew()
  return note
}
