import type { Random } from '../environment.ts'
import { backOff } from './back-off.ts'
import type { LineVerdict } from './judge-outcome.ts'

/** So many refusals by the network in a row mean that it is the network and not the messages. */
const strikesToRest = 5

/**
 * Holds a line back while the network refuses everything: otherwise an outage of minutes uses up the attempts of a whole
 * delivery. After each rest one message probes.
 */
export interface LineRest {
  note(verdict: LineVerdict, at: number): void
  /** Until when nothing may be claimed, epoch ms; 0 when it is well, a moment that is over when it was not. */
  until(now: number): number
  /** What the network said when it last refused; undefined before. */
  why(): string | undefined
  /** Whether the next claim is a probe: one message, however wide the window. */
  isProbing(): boolean
  clear(): void
}

/** A line that starts well. */
export function createLineRest(random: Random): LineRest {
  let strikes = 0
  let until = 0
  let restMs = 0
  let why: string | undefined
  function rest(from: number, ms: number): void {
    until = from + ms
    restMs = ms
  }
  return {
    note(verdict, at) {
      if ('code' in verdict) why = verdict.code
      if (verdict.kind === 'rest') rest(at, Math.max(verdict.ms, until - at))
      else if (verdict.kind === 'strike') {
        strikes++
        if (strikes >= strikesToRest) rest(at, backOff(strikes - strikesToRest + 1, random))
      } else if (verdict.kind === 'well') strikes = 0
    },
    until(now) {
      // Further ahead than it ever was: the clock was set back, and nobody is to wait until it has caught up.
      if (until - now > restMs) until = now
      return until
    },
    why: () => why,
    isProbing: () => strikes >= strikesToRest,
    clear() {
      strikes = 0
      until = 0
    },
  }
}
