import { useI18n } from 'vue-i18n'
import type { Point, WorkflowChange } from '../../../../shared/workflow/change.ts'
import { findActivity, incomingOf } from '../../../../shared/workflow/graph.ts'
import { lineStepOf, type LineDirection } from '../../../../shared/workflow/line-step.ts'
import { relocationOf, type RelocationPlace } from '../../../../shared/workflow/relocation.ts'
import { useToasts } from '../../../ui/index.ts'
import { nameOf } from '../activity-look.ts'
import { placeBehind, placeBefore, roomBetween } from '../canvas/place-activity.ts'
import { useMoving } from './use-moving.ts'
import type { WorkflowEditor } from './use-workflow.ts'

/** Taking activities to other places of the workflow, each one step of undo, each told to whoever cannot see it. */
export interface Relocations {
  /** Changes places with what comes before or next on the line. */
  readonly moveAlong: (direction: LineDirection) => void
  /** Takes an activity to another place. */
  readonly relocate: (activityId: string, place: RelocationPlace) => void
  /** Asks where the selected activity is to go. */
  readonly askPlace: () => void
}

/** The gestures that change the order of activities. */
export function useRelocations(editor: WorkflowEditor): Relocations {
  const { document, selection, apply } = editor
  const { t } = useI18n()
  const { show } = useToasts()
  const moving = useMoving()

  function tell(activityId: string): void {
    const activity = findActivity(document.value, activityId)
    if (!activity) return
    const before = incomingOf(document.value, activityId).flatMap(({ from }) => {
      const source = findActivity(document.value, from)
      return source ? [nameOf(source, t)] : []
    })
    const named = { name: nameOf(activity, t), names: before.join(', ') }
    moving.told.value = t(before.length > 0 ? 'workflows.editor.moved' : 'workflows.editor.movedFirst', named)
  }

  function take(activityId: string, changes: readonly WorkflowChange[] | undefined): void {
    const activity = findActivity(document.value, activityId)
    if (changes && apply(changes)) tell(activityId)
    else if (activity) show({ title: t('workflows.editor.notMoved', { name: nameOf(activity, t) }) })
  }

  return {
    moveAlong(direction) {
      const activity = selection.only.value
      if (!activity) return
      const step = lineStepOf(document.value, activity.id, direction)
      take(activity.id, step ? [...step.changes, swap(activity, step.neighbour)] : undefined)
    },
    relocate(activityId, place) {
      const changes = relocationOf(document.value, activityId, place)
      take(activityId, changes ? [...changes, ...positionsAt(editor, activityId, place)] : undefined)
      selection.select([activityId])
    },
    askPlace() {
      if (selection.only.value) moving.asked.value = selection.only.value.id
    },
  }
}

type Placed = { readonly id: string; readonly position: Point }

function swap(one: Placed, other: Placed): WorkflowChange {
  return {
    type: 'move',
    moves: [
      { activityId: one.id, position: { ...other.position } },
      { activityId: other.id, position: { ...one.position } },
    ],
  }
}

/** Where it is drawn from then on: near what it is connected with. */
function positionsAt(
  { document: { value: document } }: WorkflowEditor,
  activityId: string,
  place: RelocationPlace,
): WorkflowChange[] {
  const move = (position: Point): WorkflowChange => ({ type: 'move', moves: [{ activityId, position }] })
  if ('behind' in place) return [move(placeBehind(document, place.behind.from))]
  if ('ahead' in place) {
    const target = findActivity(document, place.ahead)
    return target ? [move(placeBefore(document, target))] : []
  }
  const transition = document.transitions.find(({ id }) => id === place.between)
  const source = transition && findActivity(document, transition.from)
  const target = transition && findActivity(document, transition.to)
  if (!source || !target) return []
  const { position, moves } = roomBetween(document, [source, target])
  return [{ type: 'move', moves }, move(position)]
}
