import type { WorkflowDocument } from '../workflow-document.ts'
import { definitionOf, findActivity, passingOf } from './graph.ts'

/**
 * Whether people can come out of an activity, as the drawing stands: a schedule only says when. A kind that is not known
 * is taken to bring people, and so is a circle, which has no beginning to look at.
 */
export function carriesPeople(document: WorkflowDocument, activityId: string): boolean {
  const seen = new Set<string>()
  const looked = [activityId]
  let hasBeginning = false
  for (const id of looked) {
    if (seen.has(id)) continue
    seen.add(id)
    const activity = findActivity(document, id)
    const carries = activity && (definitionOf(activity.kind)?.carries ?? 'people')
    if (carries === 'people') return true
    const before = activity && carries === 'inbound' ? passingOf(document, activity) : []
    hasBeginning ||= before.length === 0
    looked.push(...before.map(({ from }) => from))
  }
  return !hasBeginning
}
