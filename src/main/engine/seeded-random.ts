import type { Random } from './environment.ts'

/** Chance that is the same each time that it begins with the same seed (sfc32). */
export function createSeededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 1]
  const next = (): number => {
    const mixed = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + mixed) | 0
    return (mixed >>> 0) / 4_294_967_296
  }
  // The first numbers of neighbouring seeds are alike.
  for (let round = 0; round < 15; round += 1) next()
  return { next, integer: below => Math.floor(next() * below) }
}
