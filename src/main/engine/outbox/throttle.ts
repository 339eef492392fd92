import type { Cancel, Clock } from '../environment.ts'

/** Runs something for each of many keys, at most once in a while for each. */
export interface Throttle {
  /** Runs for the key now or as soon as its time has come; asking again meanwhile changes nothing. */
  soon(key: number): void
  stop(): void
}

/** A throttle that lets each key through once in `everyMs`. */
export function createThrottle(clock: Clock, everyMs: number, run: (key: number) => void): Throttle {
  const pending = new Map<number, Cancel>()
  const ranAt = new Map<number, number>()

  function runNow(key: number): void {
    pending.delete(key)
    ranAt.set(key, clock.now())
    run(key)
  }

  return {
    soon(key) {
      if (pending.has(key)) return
      const wait = (ranAt.get(key) ?? 0) + everyMs - clock.now()
      // Longer than that only where the clock was set back.
      const cancel = clock.after(Math.min(Math.max(0, wait), everyMs), () => runNow(key))
      pending.set(key, cancel)
    },
    stop() {
      for (const cancel of pending.values()) cancel()
      pending.clear()
    },
  }
}
