import type { Random } from '../environment.ts'

const firstMs = 10_000
const longestMs = 600_000
/** Spread by up to this share, so that what failed together does not come back together. */
const jitter = 0.2

/** Tries of one message, before a refusal that may pass is taken as final. */
export const mostAttempts = 5

/** How long to wait after the `nth` failure in a row (1 is the first): 10 s, doubled each time, 10 minutes at most. */
export function backOff(nth: number, random: Random): number {
  const base = Math.min(firstMs * 2 ** (nth - 1), longestMs)
  return Math.round(base * (1 + jitter * random.next()))
}
