import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { externalSignal, type SignalParameter } from '../../../../../shared/activities/external-signal.ts'
import type { WorkflowSummary } from '../../../../../shared/contract/workflows.ts'
import { client } from '../../../../host.ts'

/** Other workflows, and what the chosen one declares; null until they are known. */
export interface SignalTargets {
  readonly workflows: Readonly<ShallowRef<readonly WorkflowSummary[] | null>>
  readonly parameters: Readonly<ShallowRef<readonly SignalParameter[] | null>>
}

/** Follows the workflows that could get a signal, and what the External signals of one of them declare. */
export function useSignalTarget(workflowId: () => number | undefined): SignalTargets {
  const workflows = shallowRef<readonly WorkflowSummary[] | null>(null)
  const parameters = shallowRef<readonly SignalParameter[] | null>(null)

  async function load(): Promise<void> {
    try {
      workflows.value = await client.call('workflows.list', {})
    } catch {
      workflows.value ??= []
    }
    const id = workflowId()
    const declared = id === undefined ? null : await readParameters(id)
    if (id === workflowId()) parameters.value = declared
  }

  watch(workflowId, load, { immediate: true })
  onScopeDispose(client.on('workflows.changed', () => void load()))
  return { workflows, parameters }
}

async function readParameters(id: number): Promise<readonly SignalParameter[]> {
  try {
    const { document } = await client.call('workflows.get', { id })
    const all = document.activities
      .filter(({ kind }) => kind === externalSignal.kind)
      .flatMap(({ settings }) => externalSignal.settings.safeParse(settings).data?.parameters ?? [])
    return all.filter(({ name }, index) => all.findIndex(other => other.name === name) === index)
  } catch {
    return []
  }
}
