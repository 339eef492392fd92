import { randomInt } from 'node:crypto'
import type { Random } from '../engine/start.ts'

const steps = 2 ** 47

/** The machine's source of chance. */
export const systemRandom: Random = {
  next: () => randomInt(steps) / steps,
  integer: below => randomInt(below),
}
