import type { Column } from '../activities/define-activity.ts'
import type { WorkflowDocument } from '../workflow-document.ts'
import { definitionOf, findActivity, incomingOf } from './graph.ts'

/** Columns that the people who reach an activity bring along, as far as the drawing tells; by name, the first wins. */
export function columnsBefore(document: WorkflowDocument, activityId: string): readonly Column[] {
  return collect(document, activityId, new Set([activityId]))
}

function collect(document: WorkflowDocument, activityId: string, seen: ReadonlySet<string>): Column[] {
  const byName = new Map<string, Column>()
  for (const { from } of incomingOf(document, activityId)) {
    if (seen.has(from)) continue
    for (const column of columnsBehind(document, from, new Set([...seen, from]))) {
      if (!byName.has(column.name)) byName.set(column.name, column)
    }
  }
  return [...byName.values()]
}

function columnsBehind(
  document: WorkflowDocument,
  activityId: string,
  seen: ReadonlySet<string>,
): readonly Column[] {
  const activity = findActivity(document, activityId)
  const inbound = collect(document, activityId, seen)
  const definition = activity && definitionOf(activity.kind)
  return definition?.columns?.(activity?.settings ?? {}, inbound) ?? inbound
}
