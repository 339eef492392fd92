import type { Column } from '../activities/define-activity.ts'
import type { WorkflowDocument } from '../workflow-document.ts'
import { definitionOf, findActivity, passingOf } from './graph.ts'

/** Columns that the people who reach an activity bring along, as far as the drawing tells; by name, the first wins. */
export function columnsBefore(document: WorkflowDocument, activityId: string): readonly Column[] {
  return collect(document, activityId, new Map([[activityId, []]]))
}

/** @param known columns behind each activity that was looked at; none yet for those that are being looked at */
function collect(
  document: WorkflowDocument,
  activityId: string,
  known: Map<string, readonly Column[]>,
): readonly Column[] {
  const activity = findActivity(document, activityId)
  const byName = new Map<string, Column>()
  for (const { from } of activity ? passingOf(document, activity) : []) {
    for (const column of columnsBehind(document, from, known)) {
      if (!byName.has(column.name)) byName.set(column.name, column)
    }
  }
  return [...byName.values()]
}

function columnsBehind(
  document: WorkflowDocument,
  activityId: string,
  known: Map<string, readonly Column[]>,
): readonly Column[] {
  const found = known.get(activityId)
  if (found) return found
  known.set(activityId, [])
  const inbound = collect(document, activityId, known)
  const activity = findActivity(document, activityId)
  const definition = activity && definitionOf(activity.kind)
  const columns = definition?.columns?.(activity?.settings ?? {}, inbound) ?? inbound
  known.set(activityId, columns)
  return columns
}
