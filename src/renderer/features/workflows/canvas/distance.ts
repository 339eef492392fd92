import type { Box } from './lines.ts'
import type { View } from './viewport.ts'

/** From how far the canvas is seen: as shapes, with names, with everything. */
export type Distance = 'far' | 'middle' | 'near'

/** Below this zoom not even a large name can be read, above the other one everything can. */
const nameFrom = 0.28
const wholeFrom = 0.55

/** From how far one sees at a zoom. */
export function distanceAt(zoom: number): Distance {
  if (zoom < nameFrom) return 'far'
  return zoom < wholeFrom ? 'middle' : 'near'
}

/** What is seen, in px of the drawing, with a margin: a share of what is seen on each side. */
export function areaOf({ x, y, zoom, width, height }: View, margin = 0): Box {
  return {
    left: (-x - width * margin) / zoom,
    top: (-y - height * margin) / zoom,
    right: (width * (1 + margin) - x) / zoom,
    bottom: (height * (1 + margin) - y) / zoom,
  }
}
