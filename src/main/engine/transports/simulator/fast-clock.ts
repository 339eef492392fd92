import type { Clock } from '../../environment.ts'

/** A clock that starts at the time of another and runs so many times as fast. */
export function createFastClock(clock: Clock, rate: number): Clock {
  if (rate === 1) return clock
  const start = clock.now()
  return {
    now: () => Math.round(start + (clock.now() - start) * rate),
    after: (ms, run) => clock.after(ms / rate, run),
    timeZone: () => clock.timeZone(),
  }
}
