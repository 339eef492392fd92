import type { Transition, WorkflowDocument } from '../workflow-document.ts'
import { definitionOf, waysOf } from './graph.ts'

/** Where a run begins: with the start of its workflow, with a trigger that fired, or behind an activity that let people go. */
export type RunEntry =
  | { readonly kind: 'start' }
  | { readonly kind: 'trigger'; readonly activityId: string }
  | { readonly kind: 'release'; readonly activityId: string; readonly outlets: readonly string[] }

/**
 * Ids of the activities that a run from an entry executes. A trigger takes along everything behind it and the sources
 * that lead in there without a trigger of their own; the start takes what remains, except what leads only into the part
 * of a trigger. People who were let go take along what lies behind their outlets.
 */
export function scopeOf(document: WorkflowDocument, entry: RunEntry): ReadonlySet<string> {
  const transitions = waysOf(document)
  if (entry.kind === 'release') {
    const { activityId, outlets } = entry
    const first = transitions.filter(({ from, outlet }) => from === activityId && outlets.includes(outlet))
    return walk(
      first.map(({ to }) => to),
      transitions,
      'forwards',
    )
  }
  const triggers = document.activities.filter(({ kind }) => definitionOf(kind)?.isTrigger).map(({ id }) => id)
  const triggered = walk(triggers, transitions, 'forwards')
  if (entry.kind === 'start') return untriggered(document, triggered)
  const behind = walk([entry.activityId], transitions, 'forwards')
  const free = transitions.filter(({ from }) => behind.has(from) || !triggered.has(from))
  return walk([...behind], free, 'backwards')
}

/** Everything that no trigger reaches and that leads somewhere else than into a trigger's part alone. */
function untriggered(document: WorkflowDocument, triggered: ReadonlySet<string>): ReadonlySet<string> {
  const free = document.activities.filter(({ id }) => !triggered.has(id))
  const transitions = waysOf(document)
  const leading = new Set(transitions.map(({ from }) => from))
  const ends = free.filter(({ id }) => !leading.has(id)).map(({ id }) => id)
  return walk(
    ends,
    transitions.filter(({ to }) => !triggered.has(to)),
    'backwards',
  )
}

function walk(
  from: readonly string[],
  transitions: readonly Transition[],
  direction: 'forwards' | 'backwards',
): ReadonlySet<string> {
  const ends = direction === 'forwards' ? (['from', 'to'] as const) : (['to', 'from'] as const)
  const [near, far] = ends
  const neighbours = Map.groupBy(transitions, transition => transition[near])
  const seen = new Set(from)
  for (const id of seen) for (const transition of neighbours.get(id) ?? []) seen.add(transition[far])
  return seen
}
