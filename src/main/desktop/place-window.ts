import type { Rectangle } from 'electron'
import { z } from 'zod'

const whole = z.number().int()
const size = whole.min(1).max(100_000)

/** Size, place and whether it filled the screen, as they were when a window was last closed. */
export const windowStateSchema = z.object({
  bounds: z.object({ x: whole, y: whole, width: size, height: size }),
  isMaximized: z.boolean(),
})

/** How a window is opened; without a place it stands in the middle. */
export interface Placement {
  readonly bounds: Partial<Rectangle>
  readonly isMaximized: boolean
}

const usual: Placement = { bounds: { width: 1280, height: 800 }, isMaximized: false }

/**
 * Where the next window goes: the last place if a screen still shows it, else the middle; what makes no sense is left out.
 * @param stored what was kept, from a file that anybody may have changed
 * @param workAreas of the screens of this moment
 */
export function placeWindow(stored: unknown, workAreas: readonly Rectangle[]): Placement {
  const state = windowStateSchema.safeParse(stored).data
  if (!state) return usual
  const { bounds, isMaximized } = state
  if (workAreas.some(area => canBeGrasped(bounds, area))) return state
  return { bounds: { width: bounds.width, height: bounds.height }, isMaximized }
}

/** Whether a good part of a window's title bar is on a screen. */
function canBeGrasped(bounds: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return overlap > 100 && bounds.y >= area.y - 10 && bounds.y < area.y + area.height - 40
}
