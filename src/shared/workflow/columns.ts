import { allColumns } from '../activities/combine.ts'
import type { Column } from '../activities/define-activity.ts'
import type { Transition, WorkflowDocument } from '../workflow-document.ts'
import { definitionOf, findActivity, orderOf, passingOf } from './graph.ts'

/** Columns that the people who reach an activity bring along, as far as the drawing tells; by name, the first wins. */
export function columnsBefore(document: WorkflowDocument, activityId: string): readonly Column[] {
  const known = knownOf(document) ?? new Map<string, readonly Column[]>([[activityId, []]])
  return allColumns(setsBefore(document, activityId, known))
}

const shared = new WeakMap<WorkflowDocument, Map<string, readonly Column[]> | undefined>()

/** What is known of a document, for all questions about it; none of one with a circle, where it depends on who asks. */
function knownOf(document: WorkflowDocument): Map<string, readonly Column[]> | undefined {
  if (!shared.has(document)) {
    const hasCircle = orderOf(document).stuck.length > 0
    shared.set(document, hasCircle ? undefined : new Map())
  }
  return shared.get(document)
}

/** Columns that people bring along one of the transitions; by name, the first wins. */
export function columnsAlong(
  document: WorkflowDocument,
  { from }: Pick<Transition, 'from'>,
): readonly Column[] {
  return columnsBehind(document, from, knownOf(document) ?? new Map())
}

/**
 * The columns of each transition whose people go on.
 * @param known columns behind each activity that was looked at; none yet for those that are being looked at
 */
function setsBefore(
  document: WorkflowDocument,
  activityId: string,
  known: Map<string, readonly Column[]>,
): readonly (readonly Column[])[] {
  const activity = findActivity(document, activityId)
  return activity ? passingOf(document, activity).map(({ from }) => columnsBehind(document, from, known)) : []
}

function columnsBehind(
  document: WorkflowDocument,
  activityId: string,
  known: Map<string, readonly Column[]>,
): readonly Column[] {
  const found = known.get(activityId)
  if (found) return found
  known.set(activityId, [])
  const sets = setsBefore(document, activityId, known)
  const inbound = allColumns(sets)
  const activity = findActivity(document, activityId)
  const definition = activity && definitionOf(activity.kind)
  const columns = definition?.columns?.(activity?.settings ?? {}, inbound, sets) ?? inbound
  known.set(activityId, columns)
  return columns
}
