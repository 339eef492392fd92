import { describe, expect, it } from 'vitest'
import { isSame } from '../../../src/shared/is-same.ts'

describe('isSame', () => {
  it('does not look at the order of keys, nor at keys without a value', () => {
    expect(isSame({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2], d: undefined }, a: 1 })).toBe(true)
  })

  it('tells lists in another order, other values and other kinds of value apart', () => {
    expect(isSame([1, 2], [2, 1])).toBe(false)
    expect(isSame({ a: 1 }, { a: '1' })).toBe(false)
    expect(isSame([], {})).toBe(false)
    expect(isSame(null, {})).toBe(false)
    expect(isSame({ a: null }, {})).toBe(false)
  })
})
