import { breathe } from './breathe.ts'

/** Values sorted or merged between two breaths: some 5 ms. */
const piece = 5000

/** Sorts values of any number, breathing in between; equal ones stay in their order. */
export async function sortInPieces<T>(
  values: readonly T[],
  compare: (left: T, right: T) => number,
): Promise<T[]> {
  let runs: T[][] = []
  for (let at = 0; at < values.length; at += piece) {
    runs.push(values.slice(at, at + piece).sort(compare))
    await breathe()
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare))
    }
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (left: T, right: T) => number,
): Promise<T[]> {
  const merged: T[] = []
  let leftAt = 0
  let rightAt = 0
  while (leftAt < left.length || rightAt < right.length) {
    const isLeft =
      rightAt === right.length ||
      (leftAt < left.length && compare(left[leftAt] as T, right[rightAt] as T) <= 0)
    merged.push((isLeft ? left[leftAt++] : right[rightAt++]) as T)
    if (merged.length % (4 * piece) === 0) await breathe()
  }
  return merged
}
