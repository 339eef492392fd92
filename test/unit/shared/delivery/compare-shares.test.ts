import { expect, test } from 'vitest'
import { compareShares } from '../../../../src/shared/delivery/compare-shares.ts'

test('a difference that chance hardly makes is clear', () => {
  const { best, verdict, chance } = compareShares([
    { hits: 200, of: 1000 },
    { hits: 250, of: 1000 },
  ])
  expect(best).toBe(1)
  expect(verdict).toBe('clear')
  expect(chance).toBeCloseTo(0.0074, 3)
})

test('a small difference may be chance', () => {
  const compared = compareShares([
    { hits: 50, of: 500 },
    { hits: 55, of: 500 },
  ])
  expect(compared).toMatchObject({ best: 1, verdict: 'chance' })
  expect(compared.chance).toBeGreaterThan(0.5)
})

test('with few messages nothing is said about chance', () => {
  const shares = [
    { hits: 0, of: 10 },
    { hits: 2, of: 12 },
  ]
  expect(compareShares(shares)).toEqual({ best: 1, verdict: 'few', chance: null })
})

test('none is best without hits, with equal shares, or where only one was sent', () => {
  const none = { best: null, verdict: 'none', chance: null }
  const share = (hits: number, of: number) => ({ hits, of })
  expect(compareShares([share(0, 10), share(0, 20)])).toEqual(none)
  expect(compareShares([share(1, 10), share(2, 20)])).toEqual(none)
  expect(compareShares([share(3, 10), share(0, 0)])).toEqual(none)
})

test('the more texts are compared, the more of a difference it takes', () => {
  const two = compareShares([
    { hits: 100, of: 1000 },
    { hits: 130, of: 1000 },
  ])
  const four = compareShares([
    { hits: 100, of: 1000 },
    { hits: 130, of: 1000 },
    { hits: 90, of: 1000 },
    { hits: 90, of: 1000 },
  ])
  expect(two.verdict).toBe('clear')
  expect(four.verdict).toBe('chance')
})
