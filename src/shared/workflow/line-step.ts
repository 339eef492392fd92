import type { Activity, WorkflowDocument } from '../workflow-document.ts'
import type { WorkflowChange } from './change.ts'
import { findActivity, outletsOf } from './graph.ts'
import { lineStandingOf, relocationOf, type RelocationPlace } from './relocation.ts'

/** Along the line to what comes before, or to what comes next. */
export type LineDirection = 'up' | 'down'

/** A step along the line, and the activity with which the place is exchanged. */
export interface LineStep {
  readonly neighbour: Activity
  readonly changes: readonly WorkflowChange[]
}

/** What lets an activity change places with its neighbour on the line; null where there is none, or it cannot. */
export function lineStepOf(
  document: WorkflowDocument,
  activityId: string,
  direction: LineDirection,
): LineStep | null {
  const standing = lineStandingOf(document, activityId)
  const sides = standing && {
    up: standing.before.map(({ from }) => from),
    down: standing.main.map(({ to }) => to),
  }
  for (const id of sides?.[direction] ?? []) {
    const neighbour = findActivity(document, id)
    if (!neighbour) continue
    for (const place of placesBeyond(document, neighbour, direction)) {
      const changes = relocationOf(document, activityId, place)
      if (changes) return { neighbour, changes }
    }
  }
  return null
}

function placesBeyond(
  document: WorkflowDocument,
  { id }: Activity,
  direction: LineDirection,
): RelocationPlace[] {
  if (direction === 'up') {
    const before = document.transitions.filter(({ to }) => to === id)
    return before.length > 0 ? before.map(transition => ({ between: transition.id })) : [{ ahead: id }]
  }
  const neighbour = findActivity(document, id)
  const behind = document.transitions.filter(({ from }) => from === id)
  if (behind.length > 0) return behind.map(transition => ({ between: transition.id }))
  return (neighbour ? outletsOf(document, neighbour) : []).map(outlet => ({ behind: { from: id, outlet } }))
}
