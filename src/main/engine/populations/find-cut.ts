import type { Random } from '../environment.ts'

/** What is looked through, again and again, and which place is looked for. */
interface CutSearch<T> {
  /** Everything, in pages. */
  readonly pages: () => AsyncIterable<readonly T[]>
  readonly total: number
  /** From 1. */
  readonly place: number
  readonly compare: (left: T, right: T) => number
  readonly random: Random
}

/** As many as a sample holds; twice as many are sorted in some 30 ms. */
const fewEnough = 20_000
/** How many standard deviations a place may lie from where the sample has it. */
const firstMargin = 4

/**
 * Finds the entry that would stand at a place if all were sorted, without sorting them: a sample tells about where it
 * is, and only what lies near is held. A million entries are looked through two or three times.
 * @returns undefined where there are fewer entries than that
 */
export async function findCut<T>(search: CutSearch<T>): Promise<T | undefined> {
  const { compare, place } = search
  let near: Bracket<T> = { low: undefined, high: undefined, expected: search.total }
  for (let margin = firstMargin; ;) {
    const { sample, before, inside } = await lookThrough(search, near)
    const rank = place - before
    const isWhole = near.low === undefined && near.high === undefined
    if (isWhole && rank > inside) return undefined
    const sorted = sample.sort(compare)
    if (rank >= 1 && rank <= inside) {
      if (sorted.length === inside) return sorted[rank - 1]
      near = narrow(sorted, { near, rank, inside, margin })
      continue
    }
    margin *= 2
    near = { low: undefined, high: undefined, expected: search.total }
  }
}

/** Entries above the low one and up to the high one; each is open where it is not given. */
interface Bracket<T> {
  readonly low: T | undefined
  readonly high: T | undefined
  /** About how many there are. */
  readonly expected: number
}

async function lookThrough<T>(
  { pages, compare, random }: CutSearch<T>,
  { low, high, expected }: Bracket<T>,
): Promise<{ readonly sample: T[]; readonly before: number; readonly inside: number }> {
  const rate = expected <= 2 * fewEnough ? 1 : fewEnough / expected
  const isSampled = (): boolean => rate === 1 || random.next() < rate
  const sample: T[] = []
  let before = 0
  let inside = 0
  for await (const page of pages()) {
    for (const entry of page) {
      const isBefore = low !== undefined && compare(entry, low) <= 0
      const isInside = !isBefore && (high === undefined || compare(entry, high) <= 0)
      if (isBefore) before += 1
      if (isInside) inside += 1
      if (isInside && isSampled()) sample.push(entry)
    }
  }
  return { sample, before, inside }
}

function narrow<T>(
  sorted: readonly T[],
  { near, rank, inside, margin }: { near: Bracket<T>; rank: number; inside: number; margin: number },
): Bracket<T> {
  const at = (rank / inside) * sorted.length
  const spread = (margin * Math.sqrt(sorted.length)) / 2 + 1
  const low = sorted[Math.floor(at - spread) - 1] ?? near.low
  const high = sorted[Math.ceil(at + spread)] ?? near.high
  return { low, high, expected: (2 * spread * inside) / Math.max(1, sorted.length) }
}
