import { computed, type ComputedRef } from 'vue'
import type { Delivery } from '../../../../shared/contract/deliveries.ts'
import { sms } from '../../../../shared/activities/sms.ts'
import { findActivity } from '../../../../shared/workflow/graph.ts'
import { useWorkflow } from '../state/use-workflow.ts'

/** What an SMS activity has made in the last run of its workflow. */
export interface OwnDelivery {
  readonly delivery: ComputedRef<Delivery | undefined>
  /**
   * How it is sent and what it began with are fixed as long as it is not over; only content can still be changed from the
   * activity (SD-10). A recurring SMS makes another one at each firing.
   */
  readonly isFixed: ComputedRef<boolean>
}

/** The delivery of an activity, live. */
export function useOwnDelivery(activityId: () => string): OwnDelivery {
  const { document, live } = useWorkflow()
  const delivery = computed(() => {
    if (findActivity(document.value, activityId())?.kind !== sms.kind) return undefined
    const { lastRun } = live.standing.value
    const task = lastRun?.activities.find(each => each.activityId === activityId())
    return task?.deliveryId == null ? undefined : live.deliveries.value.get(task.deliveryId)
  })
  return {
    delivery,
    isFixed: computed(() => {
      const state = delivery.value?.state
      return state !== undefined && state !== 'finished' && state !== 'stopped'
    }),
  }
}
