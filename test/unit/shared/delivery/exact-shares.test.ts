import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exactShares } from '../../../../src/shared/delivery/exact-shares.ts'

it('gives those who are left over to the largest fractions', () => {
  expect(exactShares(13, [10, 10, 80])).toEqual([1, 1, 11])
  expect(exactShares(3, [50, 50])).toEqual([2, 1])
  expect(exactShares(200, [20, 20, 60])).toEqual([40, 40, 120])
  expect(exactShares(0, [50, 50])).toEqual([0, 0])
})

it('is everybody, and never more than one person from the share', () => {
  const percents = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 3 })
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), percents, (total, first) => {
      const all = [...first, 100 - first.reduce((sum, each) => sum + each, 0)]
      const sizes = exactShares(total, all)
      expect(sizes.reduce((sum, each) => sum + each, 0)).toBe(total)
      for (const [index, size] of sizes.entries()) {
        expect(Math.abs(size - (total * (all[index] ?? 0)) / 100)).toBeLessThan(1 + 1e-9)
      }
    }),
  )
})
