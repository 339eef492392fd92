import type { SplitSettings } from '../../../shared/activities/split.ts'

/**
 * How many each subset takes at most; infinity where it takes all. Percentages are of everyone who comes in, and where
 * subsets do not overlap they are rounded so that together they give what they add up to: five times 20 % of 13 people
 * are 13 people.
 */
export function sizesOf(
  { subsets, overlap }: Pick<SplitSettings, 'subsets' | 'overlap'>,
  total: number,
): number[] {
  let percent = 0
  return subsets.map(({ size }) => {
    if (size.kind === 'all') return Number.POSITIVE_INFINITY
    if (size.kind === 'count') return size.count
    const before = overlap ? 0 : percent
    percent = before + size.percent
    return share(percent, total) - share(before, total)
  })
}

/** Rounded to a millionth first: three thirds that were written with two decimals do not make a whole. */
function share(percent: number, total: number): number {
  return Math.round(Number(((percent * total) / 100).toFixed(6)))
}
