import type { Clock } from '../environment.ts'

/** Tells how far work has come; `of` is told along with it. */
export type Tell = (done: number) => void

const tellEveryMs = 200

/** Passes on at most five reports a second. */
export function createTell(clock: Clock, tell: Tell): Tell {
  let toldAt = Number.NEGATIVE_INFINITY
  return done => {
    const now = clock.now()
    if (now - toldAt < tellEveryMs) return
    toldAt = now
    tell(done)
  }
}
