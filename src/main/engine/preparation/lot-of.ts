/** Lots are below this. */
export const lots = 4_294_967_296

/** A number between 0 and 2^32 that looks like chance and is the same each time (the finish of MurmurHash3). */
export function lotOf(seed: unknown, personId: unknown): number {
  let hash = Math.imul(Number(seed), 0x9e3779b1) ^ (Number(personId) | 0)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
