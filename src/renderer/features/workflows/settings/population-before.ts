import type { WorkflowRun } from '../../../../shared/contract/workflows.ts'
import { incomingOf } from '../../../../shared/workflow/graph.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'

/** The people who came in to an activity in a run; undefined where nobody did, or where they are not kept. */
export function populationBefore(
  run: WorkflowRun | null,
  document: WorkflowDocument,
  activityId: string,
): number | undefined {
  const incoming = new Set(incomingOf(document, activityId).map(({ id }) => id))
  const found = run?.transitions.find(({ transitionId, count }) => incoming.has(transitionId) && count > 0)
  return found?.populationId ?? undefined
}
