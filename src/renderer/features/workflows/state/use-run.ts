import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import type { Workflow, WorkflowRun } from '../../../../shared/contract/workflows.ts'
import { client } from '../../../host.ts'
import { useRunDeliveries } from './use-run-deliveries.ts'

/** The last run of the workflow, live, with what its SMS activities have prepared. */
export interface RunView {
  readonly run: Readonly<ShallowRef<WorkflowRun | null>>
  readonly deliveries: Readonly<ShallowRef<ReadonlyMap<number, Delivery>>>
  /** How far preparations are, 0 to 1, by delivery. */
  readonly progress: Readonly<ShallowRef<ReadonlyMap<number, number>>>
  readonly isRunning: ComputedRef<boolean>
  /** A start or a stop is on its way. */
  readonly isBusy: Readonly<Ref<boolean>>
  /** Deliveries that wait for review are stopped only when that is asked for. */
  readonly start: (discardWaiting: boolean) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Follows the runs of a workflow; a newer run takes the place of the one that is shown. */
export function useRun(workflow: Workflow): RunView {
  const run = shallowRef<WorkflowRun | null>(workflow.lastRun)
  const isBusy = ref(false)
  let latest = 0

  async function show(runId: number): Promise<void> {
    const mine = ++latest
    const fresh = await client.call('workflows.run', { runId })
    if (mine === latest) run.value = fresh
  }

  async function busily(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    try {
      await work()
    } finally {
      isBusy.value = false
    }
  }

  followRuns(workflow.id, runId => {
    if (runId >= (run.value?.id ?? 0)) void show(runId)
  })
  const { deliveries, progress } = useRunDeliveries(run)
  return {
    run,
    deliveries,
    progress,
    isRunning: computed(() => run.value?.state === 'running'),
    isBusy,
    start: discardWaiting =>
      busily(async () => {
        const { runId } = await client.call('workflows.start', { id: workflow.id, discardWaiting })
        if (runId !== null) await show(runId)
      }),
    stop: () =>
      busily(async () => {
        await client.call('workflows.stop', { id: workflow.id })
      }),
  }
}

/** Tells which run has changed; after a new connection, the last one, whatever has become of it meanwhile. */
function followRuns(id: number, changed: (runId: number) => void): void {
  async function askAgain(): Promise<void> {
    const { lastRun } = await client.call('workflows.get', { id })
    if (lastRun) changed(lastRun.id)
  }

  const stops = [
    client.on('workflow.run-changed', ({ workflowId, runId }) => {
      if (workflowId === id) changed(runId)
    }),
    client.onState(link => {
      if (link === 'connected') void askAgain()
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
}
