import type { WorkflowDocument } from '../workflow-document.ts'
import { dropSchedule } from './drop-schedule.ts'
import type { Fragment } from './change.ts'

/**
 * The chosen activities with the transitions between them, and chosen notes, for the clipboard and for `paste`. What is
 * copied has no date of its own: it would leave at a time that somebody chose for something else (SD-19).
 */
export function copyActivities(
  document: WorkflowDocument,
  activityIds: readonly string[],
  noteIds: readonly string[] = [],
): Fragment {
  const chosen = new Set(activityIds)
  const notes = (document.notes ?? []).filter(({ id }) => noteIds.includes(id))
  return structuredClone({
    activities: document.activities.filter(activity => chosen.has(activity.id)).map(dropSchedule),
    transitions: document.transitions.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    ...(notes.length > 0 ? { notes } : {}),
  })
}
