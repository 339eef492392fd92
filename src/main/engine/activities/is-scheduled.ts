import { scheduler } from '../../../shared/activities/scheduler.ts'
import { idsBefore } from '../../../shared/workflow/graph.ts'
import type { Place } from './activity-runner.ts'

/** Whether a Scheduler says when an activity is executed. */
export function isScheduled({ document, activityId }: Place): boolean {
  const before = idsBefore(document, activityId)
  return document.activities.some(
    ({ id, kind, mode }) => kind === scheduler.kind && mode !== 'disabled' && before.has(id),
  )
}
