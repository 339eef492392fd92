import { useI18n } from 'vue-i18n'
import type { ActivityKind } from '../../../../shared/activities/index.ts'
import type { Activity } from '../../../../shared/workflow-document.ts'
import { applyChange } from '../../../../shared/workflow/apply-change.ts'
import type { Point, WorkflowChange } from '../../../../shared/workflow/change.ts'
import { createActivity } from '../../../../shared/workflow/create-activity.ts'
import { connectionProblem } from '../../../../shared/workflow/connection-problem.ts'
import { findActivity, outletsOf } from '../../../../shared/workflow/graph.ts'
import { kindName } from '../activity-look.ts'
import { freeNear, placeBefore, placeBehind, roomBetween } from '../canvas/place-activity.ts'
import { arrangements, type Arrangements } from './arrangements.ts'
import { useRelocations, type Relocations } from './relocations.ts'
import type { AddPlace } from './use-adding.ts'
import { useWorkflow, type WorkflowEditor } from './use-workflow.ts'

/** What a person does to the drawn workflow, each one step of undo. */
export interface Editing extends Arrangements, Relocations {
  /** Adds where one is asked for; connected where that is allowed. */
  readonly add: (kind: ActivityKind, place: AddPlace) => void
  /** Removes what is selected; the line is healed around removed activities. */
  readonly removeSelected: () => void
  readonly addNote: (point?: Point) => void
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
  return {
    add(kind, place) {
      const { activity, changes } = additionOf(editor, place, position => make(kind, position))
      if (activity && editor.apply(changes)) editor.selection.select([activity.id])
    },
    removeSelected: () => removeSelected(editor),
    addNote: point => addNote(editor, point),
    ...arrangements(editor),
    ...useRelocations(editor),
  }
}

type Make = (position: Point) => Activity

interface Addition {
  readonly activity: Activity | null
  readonly changes: readonly WorkflowChange[]
}

function additionOf(editor: WorkflowEditor, place: AddPlace, make: Make): Addition {
  switch (place.at) {
    case 'end':
      return behind(editor, make, { activityId: [...editor.selection.activities.value].at(-1) ?? null })
    case 'behind':
      return behind(editor, make, place)
    case 'before':
      return before(editor, make, place.activityId)
    case 'transition':
      return between(editor, make, place.transitionId)
    case 'point': {
      const activity = make(freeNear(editor.document.value, place.point))
      return { activity, changes: [{ type: 'add', activity }] }
    }
  }
}

function behind(
  { document: { value: document } }: WorkflowEditor,
  make: Make,
  { activityId, outlet: wanted }: { readonly activityId: string | null; readonly outlet?: string },
): Addition {
  const activity = make(placeBehind(document, activityId))
  const source = activityId === null ? undefined : findActivity(document, activityId)
  const outlet = wanted ?? (source && outletsOf(document, source)[0])
  const after = source && outlet !== undefined ? { after: { from: source.id, outlet } } : {}
  return { activity, changes: [{ type: 'add', activity, ...after }] }
}

/** What led to the activity leads to the new one, as far as that takes it, and on from there. */
function before(editor: WorkflowEditor, make: Make, activityId: string): Addition {
  const document = editor.document.value
  const target = findActivity(document, activityId)
  const incoming = document.transitions.filter(({ to }) => to === activityId)
  const [only, ...more] = incoming
  if (only && more.length === 0) return between(editor, make, only.id)
  if (!target) return { activity: null, changes: [] }
  const activity = make(placeBefore(document, target))
  const outlet = outletsOf({ ...document, activities: [activity] }, activity)[0] ?? ''
  const changes: WorkflowChange[] = [
    { type: 'add', activity },
    { type: 'disconnect', transitionIds: incoming.map(({ id }) => id) },
    ...incoming.map(({ from, outlet: way }) => ({
      type: 'connect' as const,
      from,
      outlet: way,
      to: activity.id,
    })),
    { type: 'connect', from: activity.id, outlet, to: activityId },
  ]
  const after = changes.reduce(applyChange, document)
  const isWhole = after.transitions.length === document.transitions.length + 1
  return isWhole ? { activity, changes } : { activity, changes: changes.slice(0, 1) }
}

function between({ document: { value: document } }: WorkflowEditor, make: Make, id: string): Addition {
  const transition = document.transitions.find(each => each.id === id)
  const source = transition && findActivity(document, transition.from)
  const target = transition && findActivity(document, transition.to)
  if (!source || !target) return { activity: null, changes: [] }
  const { position, moves } = roomBetween(document, [source, target])
  const activity = make(position)
  const insertion = { type: 'insert', activity, transitionId: id } as const
  const isPossible = applyChange(document, insertion) !== document
  return isPossible
    ? { activity, changes: [{ type: 'move', moves }, insertion] }
    : { activity: null, changes: [] }
}

function removeSelected({ apply, selection }: WorkflowEditor): void {
  apply([
    { type: 'disconnect', transitionIds: [...selection.transitions.value] },
    { type: 'remove', activityIds: [...selection.activities.value] },
    { type: 'remove-notes', noteIds: [...selection.notes.value] },
  ])
}

const noteSize = { width: 216, height: 112 } as const

function addNote({ document, apply, selection }: WorkflowEditor, point?: Point): void {
  const position = freeNear(document.value, point ?? placeBehind(document.value, null))
  const note = { id: crypto.randomUUID(), text: '', position: { ...position }, size: { ...noteSize } }
  if (apply({ type: 'add-note', note })) selection.edit({ note: note.id })
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
