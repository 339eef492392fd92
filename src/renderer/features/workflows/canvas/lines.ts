import { getSmoothStepPath, Position } from '@vue-flow/core'
import type { Point } from '../../../../shared/workflow/change.ts'
import { nodeSize } from './place-activity.ts'
import type { TransitionData } from './to-flow.ts'

/** A transition as it is drawn. */
export interface Line {
  readonly id: string
  readonly path: string
  /** The small angle at its end. */
  readonly arrow: string
  /** Where what belongs to it is placed. */
  readonly middle: Point
  /** Px between its two activities. */
  readonly room: number
  readonly box: Box
  readonly data: TransitionData
  /** It is on the move and drawn by itself, not on its sheet. */
  readonly isLoose: boolean
}

/** A rectangle by its edges. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How far a line begins and ends outside of its activities: at the edge of their dots. */
const outside = 5

/** Px around a line that belong to it. */
const around = 24

/** Outlets share the right edge of an activity evenly; px from its top. */
export function outletTop(index: number, count: number): number {
  return (nodeSize.height * (index + 1)) / (count + 1)
}

/** Draws a transition between two places; what leads back goes around. */
export function lineBetween(source: Point, target: Point, data: TransitionData): Line {
  const { index, count } = data.outlet
  const from = { x: source.x + nodeSize.width + outside, y: source.y + outletTop(index, count) }
  const to = { x: target.x - outside, y: target.y + nodeSize.height / 2 }
  const [path, x, y] = getSmoothStepPath({
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: Position.Right,
    targetX: to.x,
    targetY: to.y,
    targetPosition: Position.Left,
    borderRadius: 10,
    ...bendOf(from.x, to.x, count),
  })
  return {
    id: data.transition.id,
    path,
    arrow: `M${to.x - 6} ${to.y - 3}L${to.x} ${to.y}L${to.x - 6} ${to.y + 3}`,
    middle: { x, y },
    room: to.x - from.x,
    box: {
      left: Math.min(from.x, to.x) - around,
      top: Math.min(from.y, to.y) - around,
      right: Math.max(from.x, to.x) + around,
      bottom: Math.max(from.y, to.y) + around,
    },
    data,
    isLoose: false,
  }
}

/** Px of one sheet of lines; a line that is moved draws its sheet anew, and nothing else. */
const sheet = { width: 1200, height: 800 } as const

/** Where outlets have names, lines turn behind them. */
function bendOf(from: number, to: number, outlets: number): { readonly centerX?: number } {
  return outlets > 1 && to - from > 60 ? { centerX: Math.round(from + (to - from) * 0.62) } : {}
}

/** Px that a count takes, about. */
export function widthOfCount(count: number): number {
  return 34 + 9 * String(count).length
}

/** Whether a count on a line lies where the name of its outlet would be. */
export function isCrowded({ data, room, box }: Line): boolean {
  const height = box.bottom - box.top - 2 * around
  return data.count !== null && height < 28 && room < 2 * widthOfCount(data.count) + 48
}

/** Lines that lie near each other, drawn in one go: hundreds of elements would cost more than what they show. */
export function sheetsOf(lines: readonly Line[]): { readonly key: string; readonly path: string }[] {
  const keyOf = ({ middle }: Line): string =>
    `${Math.floor(middle.x / sheet.width)}:${Math.floor(middle.y / sheet.height)}`
  return [...Map.groupBy(lines, keyOf)].map(([key, near]) => ({
    key,
    path: near.map(({ path, arrow }) => path + arrow).join(''),
  }))
}

/** Whether two rectangles have anything in common. */
export function doMeet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** Whether a rectangle lies in the other one. */
export function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  )
}
