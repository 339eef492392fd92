import type { Clock } from '../engine/start.ts'

/** The longest delay that a timer takes; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1

/** The machine's clock. A wait of nothing lets pending input and output go first. */
export const systemClock: Clock = {
  now: () => Date.now(),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  after(ms, run) {
    if (ms <= 0) {
      const immediate = setImmediate(run)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(run, Math.min(ms, longestTimerMs))
    return () => clearTimeout(timer)
  },
}
