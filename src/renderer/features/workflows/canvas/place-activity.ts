import { applyChange } from '../../../../shared/workflow/apply-change.ts'
import type { Point } from '../../../../shared/workflow/change.ts'
import type { Activity, WorkflowDocument } from '../../../../shared/workflow-document.ts'

/** Every activity is drawn in this size (px at zoom 1). */
export const nodeSize = { width: 216, height: 76 } as const

/** Positions are kept on this grid. */
export const grid = 8

const columnGap = 112
const rowGap = 36

/** A free place right of an activity, else right of everything; activities never cover each other. */
export function placeBehind(document: WorkflowDocument, activityId: string | null): Point {
  const before = document.activities.find(activity => activity.id === activityId)?.position
  if (before) return freeNear(document, { x: before.x + nodeSize.width + columnGap, y: before.y })
  if (document.activities.length === 0) return { x: 0, y: 0 }
  const right = Math.max(...document.activities.map(({ position }) => position.x))
  const top = Math.min(...document.activities.map(({ position }) => position.y))
  return freeNear(document, { x: right + nodeSize.width + columnGap, y: top })
}

/** A free place left of an activity. */
export function placeBefore(document: WorkflowDocument, { position }: Activity): Point {
  return freeNear(document, { x: position.x - nodeSize.width - columnGap, y: position.y })
}

/** The wanted place, or the first free one below it. */
export function freeNear(document: WorkflowDocument, wanted: Point): Point {
  const place = snapped(wanted)
  return isTaken(document, place)
    ? freeNear(document, { x: place.x, y: place.y + nodeSize.height + rowGap })
    : place
}

function isTaken({ activities, notes = [] }: WorkflowDocument, place: Point): boolean {
  const isUnder = ({ x, y }: Point, { width, height }: { width: number; height: number }): boolean =>
    place.x < x + width &&
    x < place.x + nodeSize.width &&
    place.y < y + height &&
    y < place.y + nodeSize.height
  return (
    activities.some(({ position }) => isUnder(position, nodeSize)) ||
    notes.some(({ position, size }) => isUnder(position, size))
  )
}

/** How far down free room for copies is looked for before they go below everything. */
const mostRows = 40

/** How far copies of activities lie from the originals: the first free room right below them, keeping their order. */
export function freeOffset(
  document: WorkflowDocument,
  copies: readonly { readonly position: Point }[],
): Point {
  for (let row = 0; row < mostRows; row += 1) {
    const offset = { x: grid * 4, y: grid * 4 + row * (nodeSize.height + rowGap) }
    const isFree = copies.every(
      ({ position: { x, y } }) => !isTaken(document, { x: x + offset.x, y: y + offset.y }),
    )
    if (isFree) return offset
  }
  const bottom = Math.max(...document.activities.map(({ position }) => position.y), 0)
  const top = Math.min(...copies.map(({ position }) => position.y))
  return { x: grid * 4, y: snapped({ x: 0, y: bottom + nodeSize.height + rowGap - top }).y }
}

/**
 * Where an activity goes between two others, and which ones make room for it: from the second one on, everything
 * moves to the right, so that nothing comes to lie on anything else.
 */
export function roomBetween(
  document: WorkflowDocument,
  [source, target]: readonly [Activity, Activity],
): { readonly position: Point; readonly moves: { activityId: string; position: Point }[] } {
  const step = nodeSize.width + columnGap
  const y = (source.position.y + target.position.y) / 2
  if (target.position.x <= source.position.x) {
    const x = (source.position.x + target.position.x) / 2
    return { position: freeNear(document, { x, y }), moves: [] }
  }
  const by = snapped({ x: Math.max(0, source.position.x + 2 * step - target.position.x), y: 0 }).x
  const behind = document.activities.filter(({ position }) => by > 0 && position.x >= target.position.x)
  const moves = behind.map(({ id, position }) => ({
    activityId: id,
    position: { x: position.x + by, y: position.y },
  }))
  const moved = applyChange(document, { type: 'move', moves })
  const x = (source.position.x + target.position.x + by) / 2
  return { position: freeNear(moved, { x, y }), moves }
}

/** A point on the grid. */
export function snapped({ x, y }: Point): Point {
  return { x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid }
}
