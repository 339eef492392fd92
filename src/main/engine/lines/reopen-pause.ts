const shortestMs = 1_000
/** A stick that is plugged in again is ready within this and the time that it takes to start. */
const longestMs = 8_000

/** A link that held this long was well: the next loss starts with the shortest pause again. */
export const steadyMs = 30_000

/** How long to wait before the next try, in ms, after a pause of `previousMs` (0: there was none). */
export function nextReopenPause(previousMs: number): number {
  return previousMs === 0 ? shortestMs : Math.min(previousMs * 2, longestMs)
}
