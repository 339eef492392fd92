import type { Activity, ActivityMode, Note, Transition } from '../workflow-document.ts'
import type { Connection } from './connection-problem.ts'
import type { ErrorPolicy, WorkflowSettings } from './workflow-settings.ts'

/** A piece of a workflow on the clipboard: whole activities, the transitions between them, and notes. */
export interface Fragment {
  readonly activities: readonly Activity[]
  readonly transitions: readonly Transition[]
  readonly notes?: readonly Note[]
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
  /** `ids`: one new id for each activity of the fragment, then for each note; `offset` is added to their positions. */
  | {
      readonly type: 'paste'
      readonly fragment: Fragment
      readonly ids: readonly string[]
      readonly offset: Point
    }
  | PropertyChange
  | NoteChange

/** What the drawing says about itself beside its lines. */
export type PropertyChange =
  | { readonly type: 'set-mode'; readonly activityIds: readonly string[]; readonly mode: ActivityMode }
  /** Null: as the workflow says. */
  | {
      readonly type: 'set-error-policy'
      readonly activityIds: readonly string[]
      readonly errorPolicy: ErrorPolicy | null
    }
  /** An empty label leaves the outlet's name. */
  | { readonly type: 'label-transition'; readonly transitionId: string; readonly label: string }
  /** Properties of the whole workflow; those that are not named stay. */
  | { readonly type: 'set-workflow'; readonly settings: Partial<WorkflowSettings> }

/** What happens to the notes of the canvas. */
export type NoteChange =
  | { readonly type: 'add-note'; readonly note: Note }
  | { readonly type: 'edit-note'; readonly noteId: string; readonly part: Partial<Omit<Note, 'id'>> }
  | {
      readonly type: 'move-notes'
      readonly moves: readonly { readonly noteId: string; readonly position: Point }[]
    }
  | { readonly type: 'remove-notes'; readonly noteIds: readonly string[] }
