import type { Clock } from '../engine/start.ts'

/** A clock that goes as another one does, and that a hand can move on. */
export interface HandClock extends Clock {
  /** Moves on by so many ms at once; what comes due by it runs in its order. */
  advance(ms: number): void
}

interface Waiting {
  readonly at: number
  readonly run: () => void
  cancel: () => void
}

/** A hand on a clock, for trying out what takes months. */
export function createHandClock(clock: Clock): HandClock {
  const waiting = new Set<Waiting>()
  let ahead = 0
  const now = (): number => clock.now() + ahead

  function wait(entry: Waiting): void {
    entry.cancel = clock.after(entry.at - now(), () => {
      waiting.delete(entry)
      entry.run()
    })
  }
  return {
    now,
    timeZone: clock.timeZone,
    after(ms, run) {
      const entry: Waiting = { at: now() + ms, run, cancel: () => {} }
      waiting.add(entry)
      wait(entry)
      return () => {
        waiting.delete(entry)
        entry.cancel()
      }
    },
    advance(ms) {
      ahead += ms
      const all = [...waiting].toSorted((left, right) => left.at - right.at)
      for (const entry of all) {
        entry.cancel()
        wait(entry)
      }
    },
  }
}
