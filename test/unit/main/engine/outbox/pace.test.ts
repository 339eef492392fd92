import { expect, test } from 'vitest'
import { createPace } from '../../../../../src/main/engine/outbox/pace.ts'

test('a pace of zero lets all through', () => {
  const pace = createPace(0)
  pace.take(1_000, 0)
  expect(pace.allowance(0)).toBe(Infinity)
})

test('messages are spread evenly', () => {
  const pace = createPace(60)
  expect(pace.allowance(10_000)).toBe(1)
  pace.take(1, 10_000)
  expect(pace.allowance(10_500)).toBe(0)
  expect(pace.nextAt()).toBeLessThanOrEqual(11_000)
  expect(pace.allowance(11_000)).toBe(1)
})

test('a fast pace makes up for late timers, and for no more than that', () => {
  const pace = createPace(60_000)
  let sent = 0
  for (let now = 0; now <= 60_000; now += 15) {
    const allowed = pace.allowance(now)
    pace.take(allowed, now)
    sent += allowed
  }
  expect(sent).toBeGreaterThan(59_000)
  expect(sent).toBeLessThanOrEqual(60_200)
})
