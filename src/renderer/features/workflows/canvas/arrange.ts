import type { Point, WorkflowChange } from '../../../../shared/workflow/change.ts'
import { snapped } from './place-activity.ts'

/** Edges and middles along which things are lined up. */
export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]

/** Directions in which things are given equal distances. */
export const distributions = ['across', 'down'] as const
export type Distribution = (typeof distributions)[number]

/** Something on the canvas with its place and size. */
export interface Placed {
  readonly id: string
  readonly kind: 'activity' | 'note'
  readonly position: Point
  readonly width: number
  readonly height: number
}

const shares: Readonly<Record<Alignment, readonly [axis: 'x' | 'y', share: number]>> = {
  left: ['x', 0],
  centre: ['x', 0.5],
  right: ['x', 1],
  top: ['y', 0],
  middle: ['y', 0.5],
  bottom: ['y', 1],
}

/** Lines things up along the edge, or the middle, of all of them. */
export function align(items: readonly Placed[], alignment: Alignment): WorkflowChange[] {
  const [axis, share] = shares[alignment]
  const length = lengthOn(axis)
  const start = Math.min(...items.map(({ position }) => position[axis]))
  const end = Math.max(...items.map(item => item.position[axis] + length(item)))
  const line = start + (end - start) * share
  return movesOf(
    items.map(item => ({
      item,
      position: snapped({ ...item.position, [axis]: line - length(item) * share }),
    })),
  )
}

/** Gives things equal distances between the first and the last, in the order in which they lie. */
export function distribute(items: readonly Placed[], direction: Distribution): WorkflowChange[] {
  const axis = direction === 'across' ? 'x' : 'y'
  const length = lengthOn(axis)
  const sorted = items.toSorted((one, other) => one.position[axis] - other.position[axis])
  const [first] = sorted
  const last = sorted.at(-1)
  if (!first || !last || sorted.length < 3) return []
  const span = last.position[axis] + length(last) - first.position[axis]
  const gap = (span - sorted.reduce((sum, item) => sum + length(item), 0)) / (sorted.length - 1)
  let at = first.position[axis]
  const placed = sorted.map(item => {
    const position = snapped({ ...item.position, [axis]: at })
    at += length(item) + gap
    return { item, position }
  })
  return movesOf(placed)
}

function lengthOn(axis: 'x' | 'y'): (item: Placed) => number {
  return item => (axis === 'x' ? item.width : item.height)
}

/** The changes that bring things to their places; several of them belong into one step. */
export function movesOf(
  placed: readonly { readonly item: Pick<Placed, 'id' | 'kind'>; readonly position: Point }[],
): WorkflowChange[] {
  const activities = placed.filter(({ item }) => item.kind === 'activity')
  const notes = placed.filter(({ item }) => item.kind === 'note')
  return [
    { type: 'move', moves: activities.map(({ item, position }) => ({ activityId: item.id, position })) },
    { type: 'move-notes', moves: notes.map(({ item, position }) => ({ noteId: item.id, position })) },
  ]
}
