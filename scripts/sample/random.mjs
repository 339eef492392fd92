/**
 * @typedef {object} Random
 * @property {(below: number) => number} integer in [0, below)
 * @property {<T>(values: readonly T[]) => T} pick
 * @property {<T>(values: readonly T[], weights: readonly number[]) => T} pickWeighted
 * @property {<T>(values: readonly T[]) => T[]} shuffle
 */

/**
 * The same sequence for the same seed, on every machine (mulberry32).
 * @param {number} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (/** @type {number} */ below) => Math.floor(next() * below)
  return {
    integer,
    pick: values => at(values, integer(values.length)),
    pickWeighted(values, weights) {
      let rest = integer(weights.reduce((sum, weight) => sum + weight, 0))
      const index = weights.findIndex(weight => (rest -= weight) < 0)
      return at(values, index)
    },
    shuffle(values) {
      const keyed = values.map(value => ({ value, key: next() }))
      return keyed.sort((one, other) => one.key - other.key).map(({ value }) => value)
    },
  }
}

/**
 * @template T
 * @param {readonly T[]} values
 * @param {number} index
 * @returns {T}
 */
function at(values, index) {
  if (index < 0 || index >= values.length) throw new RangeError(`No value ${index} of ${values.length}`)
  return /** @type {T} */ (values[index])
}
