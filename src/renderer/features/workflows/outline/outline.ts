import { incomingOf, orderOf, outgoingOf, outletsOf } from '../../../../shared/workflow/graph.ts'
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

/** The same document as a list: each activity after those that lead to it, with what follows from it. */
export function outlineOf(document: WorkflowDocument): readonly OutlineRow[] {
  const byId = new Map(document.activities.map(activity => [activity.id, activity]))
  const depths = new Map<string, number>()
  const { order, stuck } = orderOf(document)
  for (const { id } of order) {
    const before = incomingOf(document, id).map(({ from }) => (depths.get(from) ?? -1) + 1)
    depths.set(id, Math.max(0, ...before))
  }
  return [...order, ...stuck].map(activity => ({
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
