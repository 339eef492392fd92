/** So many of so many. */
export interface Share {
  readonly hits: number
  readonly of: number
}

/** Where fewer are expected on either side, the normal distribution says nothing about them. */
const leastExpected = 5
/** A difference that chance makes less often is taken for a real one. */
const clearBelow = 0.05

/** What comparing the best of several shares with the next one says. */
export interface Comparison {
  readonly best: number | null
  readonly verdict: 'none' | 'few' | 'chance' | 'clear'
  readonly chance: number | null
}

/**
 * Finds the largest of several shares, and how often chance alone makes it so much larger than the next one: a two-proportion
 * z-test, two-sided, times the number of pairs that were looked at (Bonferroni). Without any hit, or where two are equally
 * large, none is best.
 */
export function compareShares(shares: readonly Share[]): Comparison {
  const order = [...shares.entries()]
    .filter(([, { of }]) => of > 0)
    .toSorted(([, one], [, other]) => other.hits * one.of - one.hits * other.of)
  const [first, second] = order
  if (!first || !second || first[1].hits === 0) return { best: null, verdict: 'none', chance: null }
  const [best, largest] = first
  const [, next] = second
  if (largest.hits * next.of === next.hits * largest.of) return { best: null, verdict: 'none', chance: null }
  const pooled = (largest.hits + next.hits) / (largest.of + next.of)
  const rarest = Math.min(pooled, 1 - pooled) * Math.min(largest.of, next.of)
  if (rarest < leastExpected) return { best, verdict: 'few', chance: null }
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / largest.of + 1 / next.of))
  const distance = (largest.hits / largest.of - next.hits / next.of) / deviation
  const pairs = (order.length * (order.length - 1)) / 2
  const chance = Math.min(1, 2 * upperTail(distance) * pairs)
  return { best, verdict: chance < clearBelow ? 'clear' : 'chance', chance }
}

/** How much of the normal distribution lies above, by Abramowitz and Stegun 26.2.17: right to seven digits. */
function upperTail(distance: number): number {
  const step = 1 / (1 + 0.2316419 * distance)
  const powers = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = powers.reduceRight((inner, factor) => (inner + factor) * step, 0)
  return (Math.exp((-distance * distance) / 2) / Math.sqrt(2 * Math.PI)) * sum
}
