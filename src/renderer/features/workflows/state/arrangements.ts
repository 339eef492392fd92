import type { Point } from '../../../../shared/workflow/change.ts'
import type { ErrorPolicy } from '../../../../shared/workflow/workflow-settings.ts'
import type { ActivityMode, WorkflowDocument } from '../../../../shared/workflow-document.ts'
import {
  align,
  distribute,
  movesOf,
  type Alignment,
  type Distribution,
  type Placed,
} from '../canvas/arrange.ts'
import { nodeSize, snapped } from '../canvas/place-activity.ts'
import { tidyUp } from '../canvas/tidy-up.ts'
import type { Selection } from './use-selection.ts'
import type { WorkflowEditor } from './use-workflow.ts'

/** What is done to things that are there already. */
export interface Arrangements {
  /** Moves what is selected by whole steps of the grid. */
  readonly nudge: (by: Point) => void
  /** Brings activities and notes to the places to which they were dragged. */
  readonly moveTo: (places: readonly { readonly id: string; readonly position: Point }[]) => void
  readonly tidy: () => void
  readonly align: (alignment: Alignment) => void
  readonly distribute: (direction: Distribution) => void
  readonly selectAll: () => void
  /** Of what is selected. */
  readonly setMode: (mode: ActivityMode) => void
  readonly setErrorPolicy: (errorPolicy: ErrorPolicy | null) => void
}

/** The gestures that arrange what is selected. */
export function arrangements({ document, selection, apply }: WorkflowEditor): Arrangements {
  const chosen = (): Placed[] => placedOf(document.value).filter(({ id }) => isSelected(selection, id))
  const activityIds = (): string[] => [...selection.activities.value]
  return {
    nudge(by) {
      const placed = chosen().map(item => ({
        item,
        position: snapped({ x: item.position.x + by.x, y: item.position.y + by.y }),
      }))
      if (placed.length > 0) apply(movesOf(placed), 'nudge')
    },
    moveTo(places) {
      const to = new Map(places.map(({ id, position }) => [id, position]))
      const placed = placedOf(document.value).flatMap(item => {
        const position = to.get(item.id)
        return position ? [{ item, position: snapped(position) }] : []
      })
      apply(movesOf(placed))
    },
    tidy: () => void apply(tidyUp(document.value)),
    align: alignment => void apply(align(chosen(), alignment)),
    distribute: direction => void apply(distribute(chosen(), direction)),
    selectAll() {
      const { activities, notes = [] } = document.value
      const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id)
      selection.select(ids(activities), [], ids(notes))
    },
    setMode: mode => void apply({ type: 'set-mode', activityIds: activityIds(), mode }),
    setErrorPolicy: errorPolicy =>
      void apply({ type: 'set-error-policy', activityIds: activityIds(), errorPolicy }),
  }
}

function isSelected({ activities, notes }: Selection, id: string): boolean {
  return activities.value.has(id) || notes.value.has(id)
}

function placedOf({ activities, notes = [] }: WorkflowDocument): Placed[] {
  return [
    ...activities.map(({ id, position }) => ({ id, kind: 'activity' as const, position, ...nodeSize })),
    ...notes.map(({ id, position, size }) => ({ id, kind: 'note' as const, position, ...size })),
  ]
}
