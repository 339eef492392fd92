import type { Clock } from '../environment.ts'

/** A clock that stands still and goes from timer to timer when it is told to. */
export interface VirtualClock extends Clock {
  /** When the next timer is due, epoch ms; undefined where there is none. */
  next(): number | undefined
  /** Goes to the next timer and runs it; does nothing where there is none. */
  jump(): void
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A virtual clock that shows a moment in a zone. */
export function createVirtualClock(startAt: number, timeZone: string): VirtualClock {
  let now = startAt
  const timers = new Set<Timer>()

  /** Of those that are due at one moment, the one that was set first. */
  function first(): Timer | undefined {
    let found: Timer | undefined
    for (const timer of timers) if (!found || timer.at < found.at) found = timer
    return found
  }

  return {
    now: () => now,
    timeZone: () => timeZone,
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    next: () => first()?.at,
    jump() {
      const timer = first()
      if (!timer) return
      timers.delete(timer)
      now = Math.max(now, timer.at)
      timer.run()
    },
  }
}
