import type { Edge, Node } from '@vue-flow/core'
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

/** What an edge of the canvas shows. */
export interface TransitionEdgeData {
  readonly transition: Transition
  /** People who travelled along it in the last run. */
  readonly count: number | null
  readonly populationId: number | null
  readonly isFaulty: boolean
}

/** Nodes and edges as the canvas library draws them. */
export interface Flow {
  readonly nodes: Node<ActivityNodeData>[]
  readonly notes: Node<Note>[]
  readonly edges: Edge<TransitionEdgeData>[]
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
  return {
    nodes: document.activities.map(activity => ({
      id: activity.id,
      type: 'activity',
      position: { ...activity.position },
      ...nodeSize,
      data: steady(shownActivities, activity, {
        activity,
        hasInlet: inletsOf(activity) !== 'none',
        outlets: outletsOf(document, activity),
        issues: ofActivity.get(activity.id) ?? [],
        state: activityStateOf(picture, activity.id),
      }),
    })),
    notes: (document.notes ?? []).map(noteNode),
    edges: document.transitions.map(transition => ({
      id: transition.id,
      type: 'transition',
      source: transition.from,
      sourceHandle: transition.outlet,
      target: transition.to,
      targetHandle: 'in',
      data: steady(shownTransitions, transition, {
        transition,
        count: countOn(document, transition, populations.get(transition.id)?.count),
        populationId: populations.get(transition.id)?.populationId ?? null,
        isFaulty: faulty.has(transition.id),
      }),
    })),
  }
}

function noteNode(note: Note): Node<Note> {
  return {
    id: note.id,
    type: 'note',
    position: { ...note.position },
    ...note.size,
    // Paper lies under what is drawn on the canvas.
    zIndex: -1,
    connectable: false,
    data: note,
  }
}

interface Shown<Data> {
  readonly data: Data
  readonly text: string
}
const shownActivities = new WeakMap<Activity, Shown<ActivityNodeData>>()
const shownTransitions = new WeakMap<Transition, Shown<TransitionEdgeData>>()

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

/** Nobody is counted where nobody can come: a schedule only says that it is time. */
function countOn(document: WorkflowDocument, { from }: Transition, count: number | undefined): number | null {
  if (count === undefined) return null
  return count > 0 || carriesPeople(document, from) ? count : null
}
