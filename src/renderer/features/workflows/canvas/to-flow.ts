import type { GraphNode, Node } from '@vue-flow/core'
import type { WorkflowIssue } from '../../../../shared/contract/workflows.ts'
import { carriesPeople } from '../../../../shared/workflow/carries-people.ts'
import { inletsOf, outletsOf } from '../../../../shared/workflow/graph.ts'
import type { Activity, Note, Transition, WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { activityStateOf, type ActivityState, type RunPicture } from '../state/activity-state.ts'
import { nodeSize } from './place-activity.ts'

/** What a node of the canvas shows. */
export interface ActivityNodeData {
  readonly activity: Activity
  readonly hasInlet: boolean
  readonly outlets: readonly string[]
  readonly issues: readonly WorkflowIssue[]
  readonly state: ActivityState | null
}

/** What a line of the canvas shows. */
export interface TransitionData {
  readonly transition: Transition
  /** Which of how many outlets it leaves by. */
  readonly outlet: { readonly index: number; readonly count: number }
  /** People who travelled along it in the last run. */
  readonly count: number | null
  readonly populationId: number | null
  readonly isFaulty: boolean
}

/** Activities and notes as the canvas library takes them, and transitions as we draw them. */
export interface Flow {
  readonly nodes: readonly Node<ActivityNodeData>[]
  readonly notes: readonly Node<Note>[]
  readonly transitions: readonly TransitionData[]
}

/**
 * Places a node by its offset: with a transform each of hundreds would be a surface of its own, which costs more than
 * all that is drawn on them.
 */
const placed = {
  style: ({ computedPosition: { x, y } }: GraphNode) => ({
    left: `${x}px`,
    top: `${y}px`,
    transform: 'none',
  }),
}

/**
 * Draws a document with its last run and its issues. Pure: nothing flows back from what it returns. What an activity or
 * a transition shows stays the same object while it is the same, so that only what has changed is drawn anew.
 */
export function toFlow(
  document: WorkflowDocument,
  picture: RunPicture | null,
  issues: readonly WorkflowIssue[],
): Flow {
  const ofActivity = Map.groupBy(issues, issue => issue.activityId)
  const faulty = new Set(issues.map(issue => issue.transitionId))
  const populations = new Map(picture?.run?.transitions.map(each => [each.transitionId, each]))
  const nodes = document.activities.map(activity =>
    activityNode(
      steady(shownActivities, activity, {
        activity,
        hasInlet: inletsOf(activity) !== 'none',
        outlets: outletsOf(document, activity),
        issues: ofActivity.get(activity.id) ?? [],
        state: activityStateOf(picture, activity.id),
      }),
    ),
  )
  const outlets = new Map(nodes.map(({ id, data }) => [id, data?.outlets ?? []]))
  return {
    nodes,
    notes: (document.notes ?? []).map(noteNode),
    transitions: document.transitions.map(transition =>
      steady(shownTransitions, transition, {
        transition,
        outlet: placeOf(transition.outlet, outlets.get(transition.from) ?? []),
        count: countOn(document, transition, populations.get(transition.id)?.count),
        populationId: populations.get(transition.id)?.populationId ?? null,
        isFaulty: faulty.has(transition.id),
      }),
    ),
  }
}

const activityNodes = new WeakMap<ActivityNodeData, Node<ActivityNodeData>>()

/** The same object for the same data, so that the library leaves the activity alone. */
function activityNode(data: ActivityNodeData): Node<ActivityNodeData> {
  const known = activityNodes.get(data)
  if (known) return known
  const { id, position } = data.activity
  const node = { id, type: 'activity', position: { ...position }, ...nodeSize, ...placed, data }
  activityNodes.set(data, node)
  return node
}

/** A line whose outlet is gone leaves from the middle. */
function placeOf(outlet: string, outlets: readonly string[]): TransitionData['outlet'] {
  const index = outlets.indexOf(outlet)
  return index < 0 ? { index: 0, count: 1 } : { index, count: outlets.length }
}

function noteNode(note: Note): Node<Note> {
  return {
    id: note.id,
    type: 'note',
    position: { ...note.position },
    ...note.size,
    ...placed,
    // Paper lies under what is drawn on the canvas.
    zIndex: -2,
    connectable: false,
    data: note,
  }
}

interface Shown<Data> {
  readonly data: Data
  readonly text: string
}
const shownActivities = new WeakMap<Activity, Shown<ActivityNodeData>>()
const shownTransitions = new WeakMap<Transition, Shown<TransitionData>>()

/** What was shown last of the same thing, where the new data say the same. */
function steady<Thing extends object, Data>(
  shown: WeakMap<Thing, Shown<Data>>,
  thing: Thing,
  data: Data,
): Data {
  const text = JSON.stringify({ ...data, activity: null, transition: null })
  const last = shown.get(thing)
  if (last?.text === text) return last.data
  shown.set(thing, { data, text })
  return data
}

/** What stands on a transition: nobody is counted where nobody can come, for a schedule only says that it is time. */
export function countOn(
  document: WorkflowDocument,
  { from }: Transition,
  count: number | undefined,
): number | null {
  if (count === undefined) return null
  return count > 0 || carriesPeople(document, from) ? count : null
}
