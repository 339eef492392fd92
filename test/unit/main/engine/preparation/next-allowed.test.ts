import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FrequencyCap } from '../../../../../src/shared/contract/delivery-rules.ts'
import { nextAllowed } from '../../../../../src/main/engine/preparation/next-allowed.ts'

const day = 86_400_000
const weekly: FrequencyCap = { most: 2, days: 7 }

/** Whether any stretch of a cap's days holds more messages than it allows. */
function isOverfull(times: readonly number[], { most, days }: FrequencyCap): boolean {
  return times.some(start => times.filter(at => at >= start && at < start + days * day).length > most)
}

test('A message that keeps to every cap goes at once', () => {
  expect(nextAllowed([], [weekly], 0)).toEqual({ at: 0 })
  expect(nextAllowed([-3 * day], [weekly], 0)).toEqual({ at: 0 })
  expect(nextAllowed([-7 * day, -3 * day], [weekly], 0)).toEqual({ at: 0 })
})

test('A cap counts what is still to come as well, wherever its days begin', () => {
  expect(nextAllowed([-3 * day, 3 * day], [weekly], 0)).toEqual({ at: 4 * day, cap: weekly })
  expect(nextAllowed([-4 * day, 4 * day], [weekly], 0)).toEqual({ at: 0 })
  expect(nextAllowed([3 * day, 5 * day], [weekly], 0)).toEqual({ at: 10 * day, cap: weekly })
})

test('For any messages and caps, the moment keeps to the caps that were kept before, and an earlier one of those would not', () => {
  const cap = fc.record({ most: fc.integer({ min: 1, max: 4 }), days: fc.integer({ min: 1, max: 10 }) })
  const times = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 8 })
  fc.assert(
    fc.property(times, fc.array(cap, { minLength: 1, maxLength: 3 }), (days, caps) => {
      const others = days.map(each => each * day)
      const kept = caps.filter(each => !isOverfull(others, each))
      const { at, cap: reached } = nextAllowed(others, kept, 0)
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at > 0).toBe(reached !== undefined)
      for (const each of kept) expect(isOverfull([...others, at], each)).toBe(false)
      for (let earlier = 0; earlier < at; earlier += day) {
        expect(kept.some(each => isOverfull([...others, earlier], each))).toBe(true)
      }
    }),
  )
})
