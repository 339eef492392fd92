import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { client } from '../../../host.ts'
import { useNews } from '../../../parts/fresh/index.ts'

/** What came of starting the workflow of a message. */
export interface Prepared {
  /** The delivery that its latest run made. */
  readonly deliveryId: Readonly<Ref<number | undefined>>
  /** Why there is none. */
  readonly failure: Readonly<ShallowRef<unknown>>
  /** The run is over and made no delivery: nobody came in. */
  readonly isNobody: Readonly<Ref<boolean>>
  begin(): Promise<void>
  /** Has it prepared for the people of now, though nothing else was changed. */
  beginAgain(): Promise<void>
}

/**
 * Has a message prepared: the delivery of its last run where nothing was changed since, else that of a new one. What
 * waited for review before is discarded then, for good; nothing is ever sent by it.
 */
export function usePrepared(workflowId: number): Prepared {
  const deliveryId = ref<number>()
  const failure = shallowRef<unknown>()
  const isNobody = ref(false)
  let runId: number | undefined

  const begin = oneAtATime(() =>
    attempt(async () => {
      const known = await findStanding(workflowId)
      deliveryId.value = known?.id
      if (!known) await prepare()
    }),
  )
  const beginAgain = oneAtATime(() => attempt(prepare))

  async function attempt(work: () => Promise<void>): Promise<void> {
    failure.value = undefined
    isNobody.value = false
    try {
      await work()
    } catch (error) {
      failure.value = error
    }
  }

  async function prepare(): Promise<void> {
    runId = await start(workflowId)
    deliveryId.value = undefined
    await look()
  }

  async function look(): Promise<void> {
    if (runId === undefined || deliveryId.value !== undefined) return
    const { made, isOver } = await findMade(workflowId, runId)
    deliveryId.value ??= made?.id
    isNobody.value = deliveryId.value === undefined && isOver
  }

  follow(workflowId, isBack => {
    if (isBack && failure.value !== undefined) void begin()
    else void look().catch(error => (failure.value = error))
  })
  return { deliveryId, failure, isNobody, begin, beginAgain }
}

/**
 * Tells of each change of the runs of a workflow, and of each new connection: what was told in between was missed, and
 * what could not be asked can be.
 */
function follow(workflowId: number, tell: (isBack: boolean) => void): void {
  useNews(
    { 'workflow.run-changed': changed => void (changed.workflowId === workflowId && tell(false)) },
    () => tell(true),
  )
}

/** A second press finds nothing to press. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let working: Promise<void> | undefined
  return () => (working ??= work().finally(() => (working = undefined)))
}

function deliveriesOf(workflowId: number): Promise<readonly Delivery[]> {
  return client.call('deliveries.list', { workflowId })
}

/**
 * A run tells that it changed; its delivery is there some time after it began. How the run stands is asked first: one
 * that was over by then makes no delivery any more.
 */
async function findMade(workflowId: number, runId: number) {
  const { state } = await client.call('workflows.run', { runId })
  const made = (await deliveriesOf(workflowId)).find(({ workflow }) => workflow?.runId === runId)
  return { made, isOver: state !== 'running' }
}

/** The delivery that is what the workflow says now; undefined where it has to be prepared anew. */
async function findStanding(workflowId: number): Promise<Delivery | undefined> {
  const [{ version, lastRun }, deliveries] = await Promise.all([
    client.call('workflows.standing', { id: workflowId }),
    deliveriesOf(workflowId),
  ])
  if (!version?.isCurrent || !lastRun) return undefined
  return deliveries.find(({ workflow, state }) => workflow?.runId === lastRun.id && state !== 'stopped')
}

async function start(workflowId: number): Promise<number | undefined> {
  const { state } = await client.call('workflows.standing', { id: workflowId })
  const call = state === 'started' || state === 'paused' ? 'workflows.restart' : 'workflows.start'
  const { runId } = await client.call(call, { id: workflowId, discardWaiting: true })
  return runId ?? undefined
}
