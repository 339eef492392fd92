import { incomingOf, outgoingOf, outletsOf } from '../../../../shared/workflow/graph.ts'
import type { Activity, Transition, WorkflowDocument } from '../../../../shared/workflow-document.ts'

/** One activity of the outline with the lines that leave it. */
export interface OutlineRow {
  readonly activity: Activity
  /** How many activities lie before it on the longest way here; 0 for a beginning. */
  readonly depth: number
  /** What leads here, jumps too. */
  readonly before: readonly { readonly from: Activity; readonly outlet: string }[]
  readonly outlets: readonly { readonly id: string; readonly ways: readonly OutlineWay[] }[]
}

/** A line to another activity. */
export interface OutlineWay {
  readonly transition: Transition
  readonly to: Activity
}

/** The same document as a tree: each activity after those that lead to it, with what follows from it right below. */
export function outlineOf(document: WorkflowDocument): readonly OutlineRow[] {
  const byId = new Map(document.activities.map(activity => [activity.id, activity]))
  const depths = new Map<string, number>()
  const order = branchByBranch(document)
  for (const { id } of order) {
    const before = incomingOf(document, id).map(({ from }) => (depths.get(from) ?? -1) + 1)
    depths.set(id, Math.max(0, ...before))
  }
  return order.map(activity => ({
    activity,
    depth: depths.get(activity.id) ?? 0,
    before: incomingOf(document, activity.id).flatMap(({ from, outlet }) => {
      const source = byId.get(from)
      return source ? [{ from: source, outlet }] : []
    }),
    outlets: outletsOf(document, activity).map(outlet => ({
      id: outlet,
      ways: outgoingOf(document, activity.id).flatMap(transition => {
        const to = byId.get(transition.to)
        return transition.outlet === outlet && to ? [{ transition, to }] : []
      }),
    })),
  }))
}

/**
 * All activities, one branch to its end before the next one, as somebody tells a workflow who reads it aloud; where
 * branches meet, after the last of them. Those on a circle come last.
 */
export function branchByBranch(document: WorkflowDocument): readonly Activity[] {
  const byId = new Map(document.activities.map(activity => [activity.id, activity]))
  const left = new Map(document.activities.map(({ id }) => [id, incomingOf(document, id).length]))
  const next = document.activities.filter(({ id }) => left.get(id) === 0).toReversed()
  const placed = new Set<Activity>()
  for (let activity = next.pop(); activity; activity = next.pop()) {
    placed.add(activity)
    const outlets = outletsOf(document, activity)
    const ways = outgoingOf(document, activity.id).toSorted(
      (one, other) => outlets.indexOf(one.outlet) - outlets.indexOf(other.outlet),
    )
    const free = ways.flatMap(({ to }) => {
      const target = byId.get(to)
      left.set(to, (left.get(to) ?? 0) - 1)
      return target && left.get(to) === 0 ? [target] : []
    })
    next.push(...free.toReversed())
  }
  return [...placed, ...document.activities.filter(activity => !placed.has(activity))]
}
