import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import type { WorkflowRun } from '../../../../shared/contract/workflows.ts'

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
  /** Messages that wait for review. */
  readonly messages: number | null
  readonly deliveryId: number | null
  /** What went wrong. */
  readonly error: WorkflowRun['activities'][number]['error']
}

/** A run with the deliveries that it has made, by delivery id. */
export interface RunPicture {
  readonly run: WorkflowRun
  readonly deliveries: ReadonlyMap<number, Delivery>
}

const byDelivery: Readonly<Record<Delivery['state'], ActivityState['phase']>> = {
  draft: 'finished',
  preparing: 'preparing',
  ready: 'ready',
  failed: 'failed',
  sending: 'sending',
  paused: 'paused',
  finished: 'sent',
  stopped: 'stopped',
}

/** The state of one activity; what its delivery does says more than the activity itself. Null outside a run. */
export function activityStateOf(picture: RunPicture | null, activityId: string): ActivityState | null {
  const activity = picture?.run.activities.find(candidate => candidate.activityId === activityId)
  if (!picture || !activity) return null
  const { deliveryId, error } = activity
  const delivery = deliveryId === null ? undefined : picture.deliveries.get(deliveryId)
  const isOwn = !delivery || activity.state === 'failed'
  return {
    phase: isOwn ? activity.state : byDelivery[delivery.state],
    messages: delivery?.state === 'ready' ? (delivery.preparation?.toDeliver ?? null) : null,
    deliveryId,
    error: error ?? delivery?.trouble ?? null,
  }
}
