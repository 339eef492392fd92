import { expect, it } from 'vitest'
import { createThrottle } from '../../../../../src/main/engine/outbox/throttle.ts'
import { createFakeClock } from '../../../../support/fake-clock.ts'

const everyMs = 500

function createSetting() {
  const clock = createFakeClock()
  const ran: number[] = []
  const throttle = createThrottle(clock, everyMs, key => void ran.push(key))
  return { clock, ran, throttle }
}

it('runs at once for a key, then at most once in a while, and for each key on its own', async () => {
  const { clock, ran, throttle } = createSetting()
  throttle.soon(1)
  await clock.settle()
  throttle.soon(1)
  throttle.soon(1)
  throttle.soon(2)
  await clock.settle()
  expect(ran).toEqual([1, 2])
  await clock.advance(everyMs)
  expect(ran).toEqual([1, 2, 1])
})

it('waits no longer than a while where the clock is set back', async () => {
  const { clock, ran, throttle } = createSetting()
  throttle.soon(1)
  await clock.settle()
  clock.set(clock.now() - 3_600_000)
  throttle.soon(1)
  await clock.advance(everyMs)
  expect(ran).toEqual([1, 1])
})

it('runs nothing any more once it is stopped', async () => {
  const { clock, ran, throttle } = createSetting()
  throttle.soon(1)
  throttle.stop()
  await clock.advance(everyMs)
  expect(ran).toEqual([])
})
