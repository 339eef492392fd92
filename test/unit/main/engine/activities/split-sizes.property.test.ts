import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sizesOf } from '../../../../../src/main/engine/activities/split-sizes.ts'
import { createSubset } from '../../../../../src/shared/activities/split.ts'

const percents = fc.array(
  fc.integer({ min: 1, max: 10_000 }).map(hundredths => hundredths / 100),
  {
    minLength: 1,
    maxLength: 20,
  },
)
const subsetsOf = (given: readonly number[]) =>
  given.map((percent, index) => createSubset(`s-${index}`, { size: { kind: 'percent', percent } }))

test('Percentages without overlap add up to the rounded percentage of them all, and none is off by more than one', () => {
  fc.assert(
    fc.property(percents, fc.integer({ min: 0, max: 10_000_000 }), (given, total) => {
      const sizes = sizesOf({ subsets: subsetsOf(given), overlap: false }, total)
      const all = given.reduce((sum, percent) => sum + percent, 0)
      const sum = sizes.reduce((left, right) => left + right, 0)
      expect(Math.abs(sum - (all * total) / 100)).toBeLessThan(0.51)
      for (const [index, size] of sizes.entries()) {
        expect(Math.abs(size - ((given[index] ?? 0) * total) / 100)).toBeLessThan(1.01)
      }
    }),
  )
})

test('Subsets of a hundred percent together take everyone', () => {
  for (const total of [0, 1, 2, 3, 7, 13, 999_999]) {
    const sizes = sizesOf({ subsets: subsetsOf([20, 20, 20, 20, 20]), overlap: false }, total)
    expect(sizes.reduce((left, right) => left + right, 0)).toBe(total)
  }
})
