import { expect, test } from 'vitest'
import { pickAtRandom } from '../../../../../src/main/engine/activities/draw-lots.ts'
import { createSeededRandom } from '../../../../../src/main/engine/seeded-random.ts'

const people = Array.from({ length: 1000 }, (_, id) => id)

function pick(wanted: number, seed: number, pageSize = 64): number[] {
  const choose = pickAtRandom<number>({ total: people.length, wanted }, createSeededRandom(seed))
  const picked: number[] = []
  for (let at = 0; at < people.length; at += pageSize) picked.push(...choose(people.slice(at, at + pageSize)))
  return picked
}

test('Exactly as many are picked as are wanted', () => {
  for (const wanted of [0, 1, 499, 999, 1000]) expect(pick(wanted, wanted)).toHaveLength(wanted)
  expect(pick(5000, 1)).toHaveLength(1000)
})

test('The same seed picks the same people, however the pages are cut; another seed picks others', () => {
  expect(pick(100, 7, 10)).toEqual(pick(100, 7, 333))
  expect(pick(100, 7)).not.toEqual(pick(100, 8))
})

test('Everyone has about the same chance', () => {
  const rounds = 2000
  const counts = people.map(() => 0)
  for (let seed = 0; seed < rounds; seed += 1) {
    for (const id of pick(100, seed)) counts[id] = (counts[id] ?? 0) + 1
  }
  // A tenth of the rounds, give or take five standard deviations.
  const expected = rounds / 10
  const deviation = 5 * Math.sqrt(rounds * 0.1 * 0.9)
  expect(Math.min(...counts)).toBeGreaterThan(expected - deviation)
  expect(Math.max(...counts)).toBeLessThan(expected + deviation)
})
