import type { Activity, Transition } from '../workflow-document.ts'
import type { Connection } from './connection-problem.ts'

/** A piece of a workflow on the clipboard: whole activities and the transitions between them. */
export interface Fragment {
  readonly activities: readonly Activity[]
  readonly transitions: readonly Transition[]
}

/** A point on the canvas. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Everything that can be done to a drawn workflow. Ids of new activities come from the caller. */
export type WorkflowChange =
  /** `after` connects it to an outlet of another activity, where that is allowed. */
  | {
      readonly type: 'add'
      readonly activity: Activity
      readonly after?: { readonly from: string; readonly outlet: string }
    }
  /** Those before are connected to those behind, where that is allowed. */
  | { readonly type: 'remove'; readonly activityIds: readonly string[] }
  | {
      readonly type: 'move'
      readonly moves: readonly { readonly activityId: string; readonly position: Point }[]
    }
  | ({ readonly type: 'connect' } & Connection)
  | { readonly type: 'disconnect'; readonly transitionIds: readonly string[] }
  /** Replaces the settings; transitions of outlets that are gone with it go too. */
  | {
      readonly type: 'configure'
      readonly activityId: string
      readonly settings: Readonly<Record<string, unknown>>
    }
  | { readonly type: 'rename'; readonly activityId: string; readonly label: string }
  /** Puts a new activity in the middle of a transition. */
  | { readonly type: 'insert'; readonly activity: Activity; readonly transitionId: string }
  /** `ids`: one new id for each activity of the fragment, in its order; `offset` is added to their positions. */
  | {
      readonly type: 'paste'
      readonly fragment: Fragment
      readonly ids: readonly string[]
      readonly offset: Point
    }
