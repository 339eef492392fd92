import { withoutStart, type DeliverySettings } from '../delivery/delivery-settings.ts'
import type { Activity } from '../workflow-document.ts'

/** An activity without the time at which its delivery was to start; one that has none stays as it is. */
export function dropSchedule(activity: Activity): Activity {
  const { delivery } = activity.settings
  if (typeof delivery !== 'object' || delivery === null) return activity
  // Of a draft nothing is sure; what is no start is left alone.
  const left = withoutStart(delivery as DeliverySettings)
  return left === delivery ? activity : { ...activity, settings: { ...activity.settings, delivery: left } }
}
