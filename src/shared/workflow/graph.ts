import { activityDefinitions, isActivityKind } from '../activities/index.ts'
import type { ActivityDefinition } from '../activities/define-activity.ts'
import type { Activity, Transition, WorkflowDocument } from '../workflow-document.ts'
import { jumpsOf } from './jumps.ts'

/** The definition of an activity's kind; undefined where this version does not know the kind. */
export function definitionOf(kind: string): ActivityDefinition | undefined {
  return isActivityKind(kind) ? activityDefinitions[kind] : undefined
}

/** One activity by its id. */
export function findActivity(document: WorkflowDocument, id: string): Activity | undefined {
  return document.activities.find(activity => activity.id === id)
}

const ways = new WeakMap<WorkflowDocument, readonly Transition[]>()

/** Every way along which people go: the transitions that are drawn, and the jumps (FC-11). */
export function waysOf(document: WorkflowDocument): readonly Transition[] {
  const known = ways.get(document)
  if (known) return known
  const jumps = jumpsOf(document)
  const all = jumps.length === 0 ? document.transitions : [...document.transitions, ...jumps]
  ways.set(document, all)
  return all
}

interface Ends {
  readonly incoming: ReadonlyMap<string, readonly Transition[]>
  readonly outgoing: ReadonlyMap<string, readonly Transition[]>
}

const ends = new WeakMap<WorkflowDocument, Ends>()

/** The ways of a document by either end: a check asks for those of each activity again and again. */
function endsOf(document: WorkflowDocument): Ends {
  const known = ends.get(document)
  if (known) return known
  const all = waysOf(document)
  const found = { incoming: Map.groupBy(all, ({ to }) => to), outgoing: Map.groupBy(all, ({ from }) => from) }
  ends.set(document, found)
  return found
}

/** Ways that come in to an activity, jumps too, in document order. */
export function incomingOf(document: WorkflowDocument, activityId: string): readonly Transition[] {
  return endsOf(document).incoming.get(activityId) ?? []
}

/** Ways that leave an activity, jumps too, in document order. */
export function outgoingOf(document: WorkflowDocument, activityId: string): readonly Transition[] {
  return endsOf(document).outgoing.get(activityId) ?? []
}

/** Those of the transitions that come in whose people leave: all, or those of the one that was chosen. */
export function passingOf(document: WorkflowDocument, activity: Activity): readonly Transition[] {
  const incoming = incomingOf(document, activity.id)
  const primary = definitionOf(activity.kind)?.primaryOf?.(activity.settings, incoming)
  return primary ? [primary] : incoming
}

/** Outlet ids of an activity with its present settings. A kind that is not known keeps the outlets that are in use. */
export function outletsOf(document: WorkflowDocument, activity: Activity): readonly string[] {
  const definition = definitionOf(activity.kind)
  if (definition) return definition.outlets(activity.settings)
  return [...new Set(outgoingOf(document, activity.id).map(transition => transition.outlet))]
}

/** An activity as it lets people through: an SMS after which nobody travels on has no outlet of its own accord. */
export function passable(document: WorkflowDocument, activity: Activity): Activity {
  const passing = definitionOf(activity.kind)?.passing
  if (!passing || outletsOf(document, activity).length > 0) return activity
  return { ...activity, settings: { ...activity.settings, ...passing } }
}

/** How many transitions come in; a kind that is not known takes any number. */
export function inletsOf(activity: Activity): ActivityDefinition['inlets'] {
  return definitionOf(activity.kind)?.inlets ?? 'many'
}

/** Whether one can walk along transitions from one activity to the other; an activity reaches itself. */
export function canReach(document: WorkflowDocument, from: string, to: string): boolean {
  return idsBehind(document, from).has(to)
}

/** Ids of everything that leads to an activity, its own too. */
export function idsBefore(document: WorkflowDocument, activityId: string): ReadonlySet<string> {
  const { incoming } = endsOf(document)
  const seen = new Set([activityId])
  for (const id of seen) for (const { from } of incoming.get(id) ?? []) seen.add(from)
  return seen
}

/** Ids of everything that an activity leads to, its own too. */
export function idsBehind(document: WorkflowDocument, activityId: string): ReadonlySet<string> {
  const { outgoing } = endsOf(document)
  const seen = new Set([activityId])
  for (const id of seen) for (const { to } of outgoing.get(id) ?? []) seen.add(to)
  return seen
}

/** An order in which every activity comes after those that lead to it, and those that a cycle keeps out of it. */
export interface ExecutionOrder {
  readonly order: readonly Activity[]
  /** Activities on a cycle or behind one. */
  readonly stuck: readonly Activity[]
}

/** Sorts the activities for execution; where there is a choice, document order decides. */
export function orderOf(document: WorkflowDocument): ExecutionOrder {
  const activities = new Map(document.activities.map(activity => [activity.id, activity]))
  const waitingFor = new Map(document.activities.map(activity => [activity.id, 0]))
  const { outgoing } = endsOf(document)
  for (const { to } of waysOf(document)) waitingFor.set(to, (waitingFor.get(to) ?? 0) + 1)
  const ready = document.activities.filter(activity => waitingFor.get(activity.id) === 0)
  for (const activity of ready) {
    for (const { to } of outgoing.get(activity.id) ?? []) {
      const left = (waitingFor.get(to) ?? 0) - 1
      waitingFor.set(to, left)
      const next = activities.get(to)
      if (left === 0 && next) ready.push(next)
    }
  }
  const placed = new Set(ready)
  return { order: ready, stuck: document.activities.filter(activity => !placed.has(activity)) }
}
