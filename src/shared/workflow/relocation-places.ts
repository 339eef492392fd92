import type { WorkflowDocument } from '../workflow-document.ts'
import { outletsOf } from './graph.ts'
import { relocationOf, type RelocationPlace } from './relocation.ts'

/** Every place to which an activity could be taken: the middle of transitions, and outlets from which nothing leads on. */
export function placesFor(document: WorkflowDocument, activityId: string): readonly RelocationPlace[] {
  const taken = new Set(document.transitions.map(({ from, outlet }) => `${from} ${outlet}`))
  const ends = document.activities.flatMap(activity =>
    outletsOf(document, activity)
      .filter(outlet => activity.id !== activityId && !taken.has(`${activity.id} ${outlet}`))
      .map(outlet => ({ behind: { from: activity.id, outlet } })),
  )
  return [...document.transitions.map(({ id }) => ({ between: id })), ...ends].filter(
    place => relocationOf(document, activityId, place) !== null,
  )
}
