import { expect, test } from 'vitest'
import { createRate } from '../../../../../src/main/engine/outbox/rate.ts'

const secondMs = 1000

test('A rate is not known in the first moment, then it is, and none is left after a minute without messages', () => {
  const rate = createRate()
  expect(rate.perMinute(0)).toBeNull()
  rate.add(5, 100)
  expect(rate.perMinute(500)).toBeNull()
  rate.add(5, 2 * secondMs)
  expect(rate.perMinute(5100)).toBe(120)
  expect(rate.perMinute(70 * secondMs)).toBe(0)
  rate.add(1, 100 * secondMs)
  expect(rate.perMinute(100 * secondMs + 500)).toBeNull()
})

test('A rate is never told above the pace of the line', () => {
  const rate = createRate(10)
  rate.add(100, 0)
  expect(rate.perMinute(2 * secondMs)).toBe(10)
})
