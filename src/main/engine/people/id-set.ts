/** A set of ids as one bit each: 125 kB for the ids up to a million. */
export interface IdSet {
  add(id: number): void
  has(id: number): boolean
  /** All ids, ascending. */
  toIds(): Float64Array
  /** Keeps only ids that the other has too. */
  intersect(other: IdSet): void
  /** Takes in the ids of the other. */
  unite(other: IdSet): void
  readonly bits: Uint32Array
}

/** An empty set for ids up to a highest one; any that is higher is not taken in. */
export function createIdSet(highest: number): IdSet {
  const bits = new Uint32Array((Math.max(0, highest) >>> 5) + 1)
  return {
    bits,
    add(id) {
      const at = id >>> 5
      if (at < bits.length) bits[at] = (bits[at] ?? 0) | (1 << (id & 31))
    },
    has: id => ((bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0,
    toIds: () => listIds(bits),
    intersect(other) {
      for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) & (other.bits[at] ?? 0)
    },
    unite(other) {
      for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) | (other.bits[at] ?? 0)
    },
  }
}

/** The set of some ids, given ascending. */
export function idSetOf(ids: Float64Array): IdSet {
  const set = createIdSet(ids.at(-1) ?? 0)
  for (const id of ids) set.add(id)
  return set
}

function listIds(bits: Uint32Array): Float64Array {
  const ids = new Float64Array(bits.reduce((sum, word) => sum + countBits(word), 0))
  let count = 0
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) {
      ids[count++] = at * 32 + 31 - Math.clz32(word & -word)
    }
  }
  return ids
}

/** How many bits of 32 are set, by adding neighbours. */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}
