import { sms } from '../../../shared/activities/sms.ts'
import { isSame } from '../../../shared/is-same.ts'
import { findActivity } from '../../../shared/workflow/graph.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { editDelivery } from '../deliveries/edit-delivery.ts'
import type { RunPlace } from './poke-activity.ts'
import type { RunTools } from './run-tools.ts'

/** An activity that is executed again, as its run said it before and as it says it now. */
export interface ExecutedAgain extends RunPlace {
  readonly before: WorkflowDocument
  readonly now: WorkflowDocument
}

/**
 * Prepares the delivery of an activity once more, where it could not be prepared: that is what its activity does again. It
 * says what the activity says now, unless that is what it said before; then what was mended in the delivery itself counts.
 * Belongs into the transaction that resumes the run.
 */
export function prepareAgain(
  { context, preparations }: RunTools,
  { runId, activityId, before, now }: ExecutedAgain,
): void {
  const id = context.workspace.sql
    .prepare(
      `SELECT id FROM deliveries WHERE run_id = ? AND activity_id = ? AND state IN ('failed', 'draft')
       ORDER BY id DESC LIMIT 1`,
    )
    .pluck()
    .get(runId, activityId) as number | undefined
  if (id === undefined) return
  const [old, said] = [before, now].map(document => {
    return sms.settings.safeParse(findActivity(document, activityId)?.settings).data
  })
  if (said && !isSame([old?.content, old?.delivery], [said.content, said.delivery])) {
    editDelivery(context, preparations, { id, content: said.content, settings: said.delivery })
  }
  preparations.start(id)
}
