import { useI18n } from 'vue-i18n'
import type { ActivityKind } from '../../../../shared/activities/index.ts'
import type { Activity } from '../../../../shared/workflow-document.ts'
import { applyChange } from '../../../../shared/workflow/apply-change.ts'
import type { Point } from '../../../../shared/workflow/change.ts'
import { createActivity } from '../../../../shared/workflow/create-activity.ts'
import { connectionProblem } from '../../../../shared/workflow/connection-problem.ts'
import { findActivity, outletsOf } from '../../../../shared/workflow/graph.ts'
import { kindName } from '../activity-look.ts'
import { freeNear, placeBehind, roomBetween, snapped } from '../canvas/place-activity.ts'
import { tidyUp } from '../canvas/tidy-up.ts'
import { useWorkflow, type WorkflowEditor } from './use-workflow.ts'

/** What a person does to the drawn workflow, each one step of undo. */
export interface Editing {
  /** Adds behind the selected activity and connects to it where that is allowed. */
  readonly addBehind: (kind: ActivityKind, after?: string) => void
  /** Adds at a point of the canvas, connected to nothing. */
  readonly addAt: (kind: ActivityKind, point: Point) => void
  readonly insert: (kind: ActivityKind, transitionId: string) => void
  /** Removes what is selected; the line is healed around removed activities. */
  readonly removeSelected: () => void
  readonly removeActivity: (activityId: string) => void
  /** Moves what is selected by whole steps of the grid. */
  readonly nudge: (by: Point) => void
  readonly tidy: () => void
  readonly selectAll: () => void
}

/** The gestures on the open workflow. */
export function useEditing(): Editing {
  const editor = useWorkflow()
  const { t } = useI18n()
  const make = (kind: ActivityKind, position: Point): Activity =>
    createActivity(kind, {
      id: crypto.randomUUID(),
      label: freshLabel(editor, kindName(kind, t)),
      position: { ...position },
    })
  return { ...additions(editor, make), ...removals(editor), ...arrangements(editor) }
}

type Make = (kind: ActivityKind, position: Point) => Activity

function additions(editor: WorkflowEditor, make: Make): Pick<Editing, 'addBehind' | 'addAt' | 'insert'> {
  const { document, selection, apply } = editor
  return {
    addBehind(kind, given) {
      const from = given ?? [...selection.activities.value].at(-1) ?? null
      const activity = make(kind, placeBehind(document.value, from))
      const source = from === null ? undefined : findActivity(document.value, from)
      const outlet = source && outletsOf(document.value, source)[0]
      const after = from !== null && outlet !== undefined ? { from, outlet } : undefined
      if (apply({ type: 'add', activity, ...(after ? { after } : {}) })) selection.select([activity.id])
    },
    addAt(kind, point) {
      const activity = make(kind, freeNear(document.value, point))
      if (apply({ type: 'add', activity })) selection.select([activity.id])
    },
    insert(kind, transitionId) {
      const transition = document.value.transitions.find(({ id }) => id === transitionId)
      const source = transition && findActivity(document.value, transition.from)
      const target = transition && findActivity(document.value, transition.to)
      if (!source || !target) return
      const { position, moves } = roomBetween(document.value, [source, target])
      const activity = make(kind, position)
      const insertion = { type: 'insert', activity, transitionId } as const
      if (applyChange(document.value, insertion) === document.value) return
      if (apply([{ type: 'move', moves }, insertion])) selection.select([activity.id])
    },
  }
}

function removals({ apply, selection }: WorkflowEditor): Pick<Editing, 'removeSelected' | 'removeActivity'> {
  return {
    removeSelected() {
      apply([
        { type: 'disconnect', transitionIds: [...selection.transitions.value] },
        { type: 'remove', activityIds: [...selection.activities.value] },
      ])
    },
    removeActivity: activityId => void apply({ type: 'remove', activityIds: [activityId] }),
  }
}

function arrangements({
  document,
  selection,
  apply,
}: WorkflowEditor): Pick<Editing, 'nudge' | 'tidy' | 'selectAll'> {
  return {
    nudge(by) {
      const moves = document.value.activities
        .filter(({ id }) => selection.activities.value.has(id))
        .map(({ id, position: { x, y } }) => ({
          activityId: id,
          position: snapped({ x: x + by.x, y: y + by.y }),
        }))
      if (moves.length > 0) apply({ type: 'move', moves }, 'nudge')
    },
    tidy: () => void apply(tidyUp(document.value)),
    selectAll: () => selection.select(document.value.activities.map(({ id }) => id)),
  }
}

/** "SMS", then "SMS 2": two activities of one name are hard to tell apart in a list of counts. */
function freshLabel({ document }: WorkflowEditor, name: string): string {
  const taken = new Set(document.value.activities.map(({ label }) => label))
  let label = name
  for (let number = 2; taken.has(label); number += 1) label = `${name} ${number}`
  return label
}

/** Activities that a new transition from an outlet may go to, and why not to the others. */
export function targetsOf(editor: WorkflowEditor, from: string, outlet: string) {
  const document = editor.document.value
  return document.activities
    .filter(({ id }) => id !== from)
    .map(activity => ({ activity, problem: connectionProblem(document, { from, outlet, to: activity.id }) }))
}
