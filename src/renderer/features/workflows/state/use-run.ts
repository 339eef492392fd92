import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import type { Rehearsal } from '../../../../shared/contract/rehearsals.ts'
import type { Standing, Workflow, WorkflowRun } from '../../../../shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'
import type { RunPicture } from './activity-state.ts'
import { rehearsedRun } from './rehearsed-run.ts'
import { createCommands, type RunCommands } from './run-commands.ts'
import { useRunDeliveries } from './use-run-deliveries.ts'

/** How the workflow stands, live, and one of its runs with what its SMS activities have prepared. */
export interface RunView extends RunCommands {
  readonly standing: Readonly<ShallowRef<Standing>>
  /** The last run, or the earlier one that is looked at. */
  readonly run: ComputedRef<WorkflowRun | null>
  /** The drawing that an earlier run really executed, while that is looked at. */
  readonly ran: ComputedRef<WorkflowDocument | null>
  readonly deliveries: Readonly<ShallowRef<ReadonlyMap<number, Delivery>>>
  /** How far preparations are, 0 to 1, by delivery. */
  readonly progress: Readonly<ShallowRef<ReadonlyMap<number, number>>>
  /** What the drawing shows of all that. */
  readonly picture: ComputedRef<RunPicture | null>
  /** The last run is under way. */
  readonly isRunning: ComputedRef<boolean>
  /** The workflow is started or paused, so that it can be stopped. */
  readonly isUnderWay: ComputedRef<boolean>
  /** What waits in the run that is shown can be made to go on. */
  readonly isOpen: ComputedRef<boolean>
  /** A command is on its way. */
  readonly isBusy: Readonly<Ref<boolean>>
  /** Looks at an earlier run, on the drawing that it executed; null goes back to the draft and the last run. */
  readonly look: (runId: number | null) => Promise<void>
  /** The rehearsal whose counts stand on the drawing, in place of those of a run. */
  readonly rehearsed: Readonly<ShallowRef<Rehearsal | null>>
  readonly showRehearsal: (found: Rehearsal | null) => void
}

interface Viewed {
  readonly run: WorkflowRun
  readonly document: WorkflowDocument
}

async function readViewed(runId: number): Promise<Viewed> {
  const run = await client.call('workflows.run', { runId })
  const { document } = await client.call('workflows.version', { versionId: run.version.id })
  return { run, document }
}

/** Follows a workflow; a newer run takes the place of the last one. */
export function useRun(workflow: Workflow): RunView {
  const standing = shallowRef<Standing>(workflow)
  const viewed = shallowRef<Viewed | null>(null)
  const rehearsed = shallowRef<Rehearsal | null>(null)
  const run = computed(() => viewed.value?.run ?? standing.value.lastRun)
  const isBusy = ref(false)
  const refresh = follow(workflow.id, standing, viewed)
  const busily = oneAtATime(isBusy, { refresh, rehearsed })

  const look = async (runId: number | null): Promise<void> => {
    viewed.value = runId === null ? null : await readViewed(runId)
    rehearsed.value = null
  }

  const { deliveries, progress } = useRunDeliveries(run)
  return {
    standing,
    run,
    ran: computed(() => viewed.value?.document ?? null),
    deliveries,
    progress,
    picture: computed(() => {
      const last = viewed.value ? null : standing.value
      return pictureOfRehearsal(workflow.id, rehearsed.value) ?? pictureOf(run.value, deliveries.value, last)
    }),
    isRunning: computed(() => standing.value.lastRun?.state === 'running'),
    isUnderWay: computed(() => ['started', 'paused'].includes(standing.value.state)),
    isOpen: computed(() => {
      const isShown = viewed.value === null || viewed.value.run.state === 'running'
      return standing.value.state === 'started' && rehearsed.value === null && isShown
    }),
    isBusy,
    look,
    rehearsed,
    showRehearsal: found => (rehearsed.value = found),
    ...createCommands(workflow.id, { busily, look, viewedId: () => viewed.value?.run.id }),
  }
}

/** Does one thing at a time. What really happens is seen from then on, not what a rehearsal says would happen. */
function oneAtATime(
  isBusy: Ref<boolean>,
  {
    refresh,
    rehearsed,
  }: { readonly refresh: () => Promise<void>; readonly rehearsed: ShallowRef<Rehearsal | null> },
) {
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (isBusy.value) return undefined
    isBusy.value = true
    rehearsed.value = null
    try {
      return await work()
    } finally {
      await refresh()
      isBusy.value = false
    }
  }
}

function pictureOfRehearsal(workflowId: number, found: Rehearsal | null): RunPicture | null {
  return found && pictureOf(rehearsedRun(workflowId, found), new Map(), null)
}

/** The firings of a workflow that does not go on will not come. */
function pictureOf(
  run: WorkflowRun | null,
  deliveries: ReadonlyMap<number, Delivery>,
  standing: Standing | null,
): RunPicture | null {
  const coming = standing?.state === 'started' ? standing.firings : []
  const firings = new Map(coming.map(({ activityId, dueAt }) => [activityId, dueAt]))
  return run || firings.size > 0 ? { run, deliveries, firings } : null
}

/**
 * Keeps what is shown as it is in the engine, one question at a time; after a new connection too.
 * @returns what asks now
 */
function follow(
  id: number,
  standing: ShallowRef<Standing>,
  viewed: ShallowRef<Viewed | null>,
): () => Promise<void> {
  let asking: Promise<void> | undefined
  let isStale = false

  async function ask(): Promise<void> {
    do {
      isStale = false
      standing.value = await client.call('workflows.standing', { id })
      const shown = viewed.value
      if (!shown) continue
      const run = await client.call('workflows.run', { runId: shown.run.id })
      if (viewed.value === shown) viewed.value = { ...shown, run }
    } while (isStale)
  }

  function refresh(): Promise<void> {
    isStale = true
    asking ??= ask()
      // The next change asks again, and so does the next connection.
      .catch(() => undefined)
      .finally(() => (asking = undefined))
    return asking
  }

  useNews(
    {
      'workflow.run-changed': ({ workflowId }) => void (workflowId === id && refresh()),
      'workflows.changed': changed => void (changed.id === id && refresh()),
    },
    () => void refresh(),
  )
  return refresh
}
