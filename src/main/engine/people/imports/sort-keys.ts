import { breathe } from '../breathe.ts'
import type { KeyStore } from './key-store.ts'

/** As many entries as are written at once; a bucket is meant to hold about as many. */
const portion = 4000
/** More samples make buckets more even. */
const samplesABucket = 8
const stride = 50_000

/**
 * Gives the indexes of all entries in portions, each behind the one before by the first twelve bytes of their keys,
 * and inside roughly so: enough for writing to neighbouring pages. It is a sample sort: no step takes longer than some 20 ms, however many there are.
 */
export async function* sortKeys(store: KeyStore): AsyncGenerator<Uint32Array> {
  const borders = chooseBorders(store)
  const { order, ends } = await distribute(store, borders)
  let start = 0
  for (const end of ends) {
    const bucket = sortIndexes(store, order.subarray(start, end))
    for (let at = 0; at < bucket.length; at += portion) yield bucket.subarray(at, at + portion)
    start = end
  }
}

/** Entries that cut all others into buckets of about one portion. */
function chooseBorders(store: KeyStore): Uint32Array {
  const buckets = Math.ceil(store.size / portion)
  const samples = Math.min(store.size, buckets * samplesABucket)
  const indexes = Uint32Array.from({ length: samples }, (_, sample) =>
    Math.floor((sample * store.size) / samples),
  )
  return sortIndexes(store, indexes).filter((_, at) => at % samplesABucket === samplesABucket - 1)
}

/** The indexes of all entries, bucket by bucket, and where each bucket ends. */
async function distribute(
  store: KeyStore,
  borders: Uint32Array,
): Promise<{ order: Uint32Array; ends: number[] }> {
  const find = createBucketFinder(store, borders)
  const bucketOf = new Uint32Array(store.size)
  const counts = Array.from({ length: borders.length + 1 }, () => 0)
  for (let index = 0; index < store.size; index++) {
    const bucket = find(index)
    bucketOf[index] = bucket
    counts[bucket] = (counts[bucket] ?? 0) + 1
    if (index % stride === stride - 1) await breathe()
  }
  let total = 0
  const ends = counts.map(count => (total += count))
  const next = ends.map((end, bucket) => end - (counts[bucket] ?? 0))
  const order = new Uint32Array(store.size)
  for (let index = 0; index < store.size; index++) {
    const bucket = bucketOf[index] ?? 0
    const at = next[bucket] ?? 0
    order[at] = index
    next[bucket] = at + 1
  }
  return { order, ends }
}

/** A function that gives how many borders are not above an entry. */
function createBucketFinder(store: KeyStore, borders: Uint32Array): (index: number) => number {
  const firsts = keysOf(borders, store.first)
  const seconds = keysOf(borders, store.second)
  return index => {
    const first = store.first(index)
    let low = 0
    let high = firsts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const difference = first - (firsts[middle] ?? 0) || store.second(index) - (seconds[middle] ?? 0)
      if (difference >= 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** As many indexes as can be packed into a number beside a rank of 32 bits. */
const mostPacked = 2 ** 20
const highestRank = 2 ** 32 - 1

/**
 * Sorts by the first bytes, or where those are all the same by the second. Ranks and positions are packed into one
 * number each, because a typed array sorts numbers five times as fast as anything that needs a comparing function.
 */
function sortIndexes(store: KeyStore, indexes: Uint32Array): Uint32Array {
  if (indexes.length > mostPacked) return indexes
  let keys = keysOf(indexes, store.first)
  let [low, high] = rangeOf(keys)
  if (low === high) {
    keys = keysOf(indexes, store.second)
    ;[low, high] = rangeOf(keys)
    if (low === high) return indexes
  }
  const scale = highestRank / (high - low)
  const packed = keys.map((key, at) => Math.floor((key - low) * scale) * mostPacked + at).sort()
  const sorted = new Uint32Array(indexes.length)
  for (let at = 0; at < sorted.length; at++) sorted[at] = indexes[(packed[at] ?? 0) % mostPacked] ?? 0
  return sorted
}

/** A loop, because building a typed array from a function goes through an iterator and takes ten times as long. */
function keysOf(indexes: Uint32Array, key: (index: number) => number): Float64Array {
  const keys = new Float64Array(indexes.length)
  for (let at = 0; at < keys.length; at++) keys[at] = key(indexes[at] ?? 0)
  return keys
}

function rangeOf(keys: Float64Array): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const key of keys) {
    if (key < low) low = key
    if (key > high) high = key
  }
  return [low, high]
}
