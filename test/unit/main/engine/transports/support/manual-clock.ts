import type { Clock } from '../../../../../../src/main/engine/environment.ts'

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Goes on, running what falls due and letting streams deliver in between. */
  advance(ms: number): Promise<void>
  /** How many timers are set. */
  pending(): number
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** Lets streams and promises deliver what is on its way. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise(resolve => setImmediate(resolve))
}

/** A clock at a fixed moment. */
export function createManualClock(start = Date.UTC(2026, 0, 15, 12)): ManualClock {
  let now = start
  const timers = new Set<Timer>()
  return {
    now: () => now,
    timeZone: () => 'UTC',
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const end = now + ms
      for (;;) {
        await settle()
        const [next] = [...timers].filter(timer => timer.at <= end).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        now = Math.max(now, next.at)
        timers.delete(next)
        next.run()
      }
      now = end
      await settle()
    },
    pending: () => timers.size,
  }
}
