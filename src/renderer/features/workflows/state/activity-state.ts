import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import type { WorkflowRun, WorkflowTask } from '../../../../shared/contract/workflows.ts'

/** What an activity is doing or has done in a run, as its badge shows it. */
export interface ActivityState {
  readonly phase:
    | 'pending'
    | 'running'
    | 'finished'
    | 'failed'
    | 'skipped'
    | 'preparing'
    | 'ready'
    | 'sending'
    | 'paused'
    | 'sent'
    | 'stopped'
    /** Until a moment. */
    | 'waiting'
    /** A schedule that fires at a moment. */
    | 'scheduled'
    /** For a person's answer. */
    | 'asking'
    /** Until somebody releases it. */
    | 'held'
  /** Messages that wait for review. */
  readonly messages: number | null
  readonly deliveryId: number | null
  /** The moment that it waits for. */
  readonly until: number | null
  /** People who stand in it. */
  readonly waiting: number | null
  /** The task behind it; null for a schedule that has not fired yet. */
  readonly task: WorkflowTask | null
  /** What went wrong. */
  readonly error: WorkflowTask['error']
}

/** A run with the deliveries that it has made, by delivery id, and the next firings of schedules, by activity. */
export interface RunPicture {
  readonly run: WorkflowRun | null
  readonly deliveries: ReadonlyMap<number, Delivery>
  readonly firings: ReadonlyMap<string, number>
}

const byDelivery: Readonly<Record<Delivery['state'], ActivityState['phase']>> = {
  draft: 'finished',
  preparing: 'preparing',
  ready: 'ready',
  failed: 'failed',
  scheduled: 'scheduled',
  sending: 'sending',
  paused: 'paused',
  finished: 'sent',
  stopped: 'stopped',
  recurring: 'scheduled',
  suspended: 'paused',
}

/** The state of one activity; what its delivery does says more than the activity itself. Null outside a run. */
export function activityStateOf(picture: RunPicture | null, activityId: string): ActivityState | null {
  const task = picture?.run?.activities.find(candidate => candidate.activityId === activityId)
  const firing = picture?.firings.get(activityId)
  if (firing !== undefined && task?.state !== 'running' && task?.state !== 'failed') {
    return { ...blank, phase: 'scheduled', until: firing, task: task ?? null }
  }
  if (!picture || !task) return null
  const { deliveryId, error } = task
  const delivery = deliveryId === null ? undefined : picture.deliveries.get(deliveryId)
  const isOwn = !delivery || task.state === 'failed'
  return {
    phase: isOwn ? phaseOf(task) : byDelivery[delivery.state],
    messages: delivery?.state === 'ready' ? (delivery.preparation?.toDeliver ?? null) : null,
    deliveryId,
    until: delivery?.state === 'scheduled' && !isOwn ? delivery.startsAt : task.wakeAt,
    waiting: task.waiting,
    task,
    error: error ?? delivery?.trouble ?? null,
  }
}

const blank = { messages: null, deliveryId: null, until: null, waiting: null, error: null }

function phaseOf({ state, isHeld, answers, wakeAt }: WorkflowTask): ActivityState['phase'] {
  if (isHeld) return 'held'
  if (answers !== null) return 'asking'
  return state === 'running' && wakeAt !== null ? 'waiting' : state
}

/** Whether what it waits for can be made to come now; a delivery with a time of its own is sent from its own page. */
export function canHurry({ phase, deliveryId }: ActivityState): boolean {
  return phase === 'waiting' || (phase === 'scheduled' && deliveryId === null)
}
