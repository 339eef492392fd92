import type { Activity, WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { compareDocuments, type DocumentDifference } from '../../../../shared/workflow/compare-documents.ts'

/** What became of an activity or a transition. */
export type Mark = 'added' | 'removed' | 'changed'

/** Two drawings in one: what was removed is still drawn, and everything that differs has a mark by its id. */
export interface ComparedDrawing {
  readonly document: WorkflowDocument
  readonly marks: ReadonlyMap<string, Mark>
  readonly differences: readonly DocumentDifference[]
  /** Activities of both by id, for the names of the ends of transitions. */
  readonly activities: ReadonlyMap<string, Activity>
}

/** Draws what makes one drawing another. */
export function drawComparison(from: WorkflowDocument, to: WorkflowDocument): ComparedDrawing {
  const differences = compareDocuments(from, to)
  const marks = new Map<string, Mark>()
  for (const difference of differences) mark(marks, difference)
  const has = new Set([...to.activities, ...to.transitions].map(({ id }) => id))
  const activities = [...to.activities, ...from.activities.filter(({ id }) => !has.has(id))]
  const transitions = [...to.transitions, ...from.transitions.filter(({ id }) => !has.has(id))]
  return {
    document: { ...to, activities, transitions },
    marks,
    differences,
    activities: new Map(activities.map(activity => [activity.id, activity])),
  }
}

function mark(marks: Map<string, Mark>, difference: DocumentDifference): void {
  switch (difference.type) {
    case 'activity-added':
      return void marks.set(difference.activity.id, 'added')
    case 'activity-removed':
      return void marks.set(difference.activity.id, 'removed')
    case 'activity-renamed':
    case 'activity-changed':
      return void marks.set(difference.activity.id, 'changed')
    case 'transition-added':
      return void marks.set(difference.transition.id, 'added')
    case 'transition-removed':
      // A line whose name changed is there in both.
      return void (marks.has(difference.transition.id) || marks.set(difference.transition.id, 'removed'))
    case 'workflow-changed':
    case 'notes-changed':
  }
}
