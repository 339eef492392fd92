import type { Point } from '../../../../shared/workflow/change.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { nodeSize } from './place-activity.ts'

/** What of the canvas is seen: its size in px, and where and how large its origin is drawn. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

/** Below this zoom the words on a node are hard to read. */
export const smallestReadable = 0.64

/** Below this zoom the activities cannot be told apart by their names. */
export const smallestNamed = 0.45

/** The furthest that one can go away. */
export const smallestZoom = 0.08

/** Share of the canvas that the workflow may fill. */
const room = 0.88

/** Px between a node that was brought into view and the edge. */
const margin = 32

/** Whether the whole of a node is seen. */
export function isInView(position: Point, { x, y, zoom, width, height }: View): boolean {
  const left = position.x * zoom + x
  const top = position.y * zoom + y
  return (
    left >= 0 && top >= 0 && left + nodeSize.width * zoom <= width && top + nodeSize.height * zoom <= height
  )
}

/** The rectangle around everything that is drawn, notes too; of one activity where there is nothing. */
export function boundsOf({ activities, notes = [] }: WorkflowDocument): {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
} {
  const boxes = [
    ...activities.map(({ position }) => ({ ...position, ...nodeSize })),
    ...notes.map(({ position, size }) => ({ ...position, ...size })),
  ]
  if (boxes.length === 0) return { left: 0, top: 0, ...nodeSize }
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return { left, top, width: right - left, height: bottom - top }
}

/**
 * Shows the whole workflow in the middle, with a margin, at most at zoom 1. What would need a smaller zoom than
 * the smallest is shown from its beginning.
 */
export function viewOfAll(
  document: WorkflowDocument,
  size: Pick<View, 'width' | 'height'>,
  smallest: number = smallestZoom,
): View {
  const { left, top, width, height } = boundsOf(document)
  const whole = Math.min(1, (size.width * room) / width, (size.height * room) / height)
  const zoom = Math.max(smallest, whole)
  const middle = {
    x: size.width / 2 - (left + width / 2) * zoom,
    y: size.height / 2 - (top + height / 2) * zoom,
  }
  if (whole >= smallest) return { ...size, zoom, ...middle }
  const first = document.activities.reduce<Point | null>(
    (one, { position }) => (one && one.x <= position.x ? one : position),
    null,
  )
  const atFirst = size.height / 2 - ((first?.y ?? top) + nodeSize.height / 2) * zoom
  return {
    ...size,
    zoom,
    x: width * zoom > size.width ? margin - left * zoom : middle.x,
    y: height * zoom > size.height ? Math.min(atFirst, margin - top * zoom) : middle.y,
  }
}

/** Moves the view just so far that a node is seen, so that what is near it stays in sight. */
export function viewWith(position: Point, view: View): View {
  const left = position.x * view.zoom
  const top = position.y * view.zoom
  const within = (start: number, length: number, [offset, size]: readonly [number, number]): number =>
    Math.min(Math.max(offset, margin - start), Math.max(margin - start, size - margin - start - length))
  return {
    ...view,
    x: within(left, nodeSize.width * view.zoom, [view.x, view.width]),
    y: within(top, nodeSize.height * view.zoom, [view.y, view.height]),
  }
}
