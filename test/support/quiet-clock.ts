import type { Clock } from '../../src/main/engine/environment.ts'

/** A clock that knows whether anything is still to happen by it. */
export interface QuietClock extends Clock {
  /** Resolves once nothing is planned; at once where nothing is. */
  whenQuiet(): Promise<void>
}

/** The same time as another clock. */
export function createQuietClock(clock: Clock): QuietClock {
  const planned = new Set<object>()
  let waiting: (() => void)[] = []
  function drop(plan: object): void {
    planned.delete(plan)
    if (planned.size > 0) return
    for (const resolve of waiting) resolve()
    waiting = []
  }
  return {
    now: () => clock.now(),
    timeZone: () => clock.timeZone(),
    after(ms, run) {
      const plan = {}
      planned.add(plan)
      const cancel = clock.after(ms, () => {
        run()
        drop(plan)
      })
      return () => {
        cancel()
        drop(plan)
      }
    },
    async whenQuiet() {
      if (planned.size > 0) await new Promise<void>(resolve => waiting.push(resolve))
    },
  }
}
