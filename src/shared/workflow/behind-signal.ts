import { externalSignal } from '../activities/external-signal.ts'
import type { WorkflowDocument } from '../workflow-document.ts'
import { idsBefore } from './graph.ts'

/** Whether an External signal leads to an activity. */
export function isBehindSignal(document: WorkflowDocument, activityId: string): boolean {
  const before = idsBefore(document, activityId)
  return document.activities.some(({ id, kind }) => kind === externalSignal.kind && before.has(id))
}
