import type { WorkflowDocument } from '../workflow-document.ts'
import { canReach, findActivity, incomingOf, inletsOf, outletsOf } from './graph.ts'

/** Why two activities cannot be connected; each has a text on screen. */
export const connectionProblems = [
  'no-such-activity',
  'no-such-outlet',
  'same-activity',
  'already-connected',
  'no-inlet',
  'inlet-taken',
  'cycle',
] as const
export type ConnectionProblem = (typeof connectionProblems)[number]

/** Where a new transition would go. */
export interface Connection {
  readonly from: string
  readonly outlet: string
  readonly to: string
}

/** Why a connection is refused, or null where it is allowed. Several transitions may leave one outlet. */
export function connectionProblem(
  document: WorkflowDocument,
  { from, outlet, to }: Connection,
): ConnectionProblem | null {
  const source = findActivity(document, from)
  const target = findActivity(document, to)
  if (!source || !target) return 'no-such-activity'
  if (from === to) return 'same-activity'
  if (!outletsOf(document, source).includes(outlet)) return 'no-such-outlet'
  const inlets = inletsOf(target)
  if (inlets === 'none') return 'no-inlet'
  const incoming = incomingOf(document, to)
  if (incoming.some(transition => transition.from === from && transition.outlet === outlet)) {
    return 'already-connected'
  }
  if (inlets !== 'many' && incoming.length > 0) return 'inlet-taken'
  return canReach(document, to, from) ? 'cycle' : null
}
