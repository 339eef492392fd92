import type { Clock } from '../../src/main/engine/environment.ts'

/** A clock that moves only when it is told to. */
export interface FakeClock extends Clock {
  /** Runs what is due now and lets streams and promises come to rest. */
  settle(): Promise<void>
  /** Puts the hands elsewhere, as somebody does who sets a clock: what was to come in a while still does so. */
  set(now: number): void
  /** Sets the zone of the machine. */
  setTimeZone(timeZone: string): void
  /** Moves on by so many ms, stopping at each timer on the way. */
  advance(ms: number): Promise<void>
  /** Moves on from timer to timer until something holds; throws when it does not within `withinMs`. */
  runUntil(holds: () => boolean | Promise<boolean>, withinMs?: number): Promise<void>
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Rounds of the event loop without anything to do, after which all is taken to be at rest. */
const quietRounds = 3
/** So many timers at one moment are a loop. */
const mostRuns = 10_000
const startOfTests = Date.UTC(2026, 0, 5, 9)

/** A fake clock, at nine o'clock UTC on a Monday unless told otherwise. */
export function createFakeClock(startAt = startOfTests, firstZone = 'UTC'): FakeClock {
  let now = startAt
  let timeZone = firstZone
  let order = 0
  let timers = new Set<Timer>()

  function next(): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer
    }
    return first
  }

  function runDue(): boolean {
    const timer = next()
    if (!timer || timer.at > now) return false
    timers.delete(timer)
    timer.run()
    return true
  }

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < quietRounds; quiet++) {
      for (let runs = 0; runDue(); runs++) {
        quiet = 0
        if (runs > mostRuns) throw new Error('timers come due without end')
      }
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  async function advanceTo(target: number): Promise<void> {
    await settle()
    for (let timer = next(); timer && timer.at <= target; timer = next()) {
      now = Math.max(now, timer.at)
      await settle()
    }
    now = Math.max(now, target)
  }

  return {
    now: () => now,
    timeZone: () => timeZone,
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), order: order++, run }
      timers.add(timer)
      return () => timers.forEach(other => other.order === timer.order && timers.delete(other))
    },
    set(at) {
      const moved = [...timers].map(timer => ({ ...timer, at: timer.at + at - now }))
      timers = new Set(moved)
      now = at
    },
    setTimeZone(zone) {
      timeZone = zone
    },
    settle,
    advance: ms => advanceTo(now + ms),
    async runUntil(holds, withinMs = 86_400_000) {
      const end = now + withinMs
      await settle()
      while (!(await holds())) {
        const timer = next()
        if (!timer || timer.at > end)
          throw new Error(`it did not hold within ${withinMs} ms of the fake clock`)
        await advanceTo(timer.at)
      }
    },
  }
}
