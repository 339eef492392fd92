import { breathe } from './breathe.ts'

/** Places sorted between two breaths: some 5 ms. */
const runLength = 4000
/** Places merged between two breaths. */
const mergedAtOnce = 20_000

/**
 * The places 0, 1, … `count - 1` in the order of what stands there; equals stay in the order of their places. Four
 * bytes each, and nobody has to wait for it however many there are.
 */
export async function sortPlaces(
  count: number,
  compare: (left: number, right: number) => number,
): Promise<Uint32Array> {
  let places = Uint32Array.from({ length: Math.min(count, runLength) }, (_, place) => place)
  if (count <= runLength) return places.sort(compare)
  places = new Uint32Array(count)
  for (let start = 0; start < count; start += runLength) {
    const run = places.subarray(start, start + runLength)
    for (let at = 0; at < run.length; at++) run[at] = start + at
    run.sort(compare)
    await breathe()
  }
  let sorted = new Uint32Array(count)
  for (let length = runLength; length < count; length *= 2) {
    await mergeRuns(places, { into: sorted, length, compare })
    ;[places, sorted] = [sorted, places]
  }
  return places
}

interface Merging {
  readonly into: Uint32Array
  /** Of each run; the last one may be shorter. */
  readonly length: number
  readonly compare: (left: number, right: number) => number
}

/** Merges each two neighbouring runs into one. */
async function mergeRuns(from: Uint32Array, { into, length, compare }: Merging): Promise<void> {
  let at = 0
  for (let start = 0; start < from.length; start += 2 * length) {
    const middle = Math.min(start + length, from.length)
    const end = Math.min(start + 2 * length, from.length)
    let left = start
    let right = middle
    while (left < middle || right < end) {
      const isLeft = right === end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0)
      into[at++] = from[isLeft ? left++ : right++] ?? 0
      if (at % mergedAtOnce === 0) await breathe()
    }
  }
}
