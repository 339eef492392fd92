import { expect, test } from 'vitest'
import { createHandClock } from '../../../../src/main/host/hand-clock.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

function setUp() {
  const below = createFakeClock()
  const clock = createHandClock(below)
  const done: string[] = []
  const wait = (ms: number, name: string) => clock.after(ms, () => done.push(name))
  return { below, clock, done, wait }
}

test('a clock that nobody moves goes as the one below it', async () => {
  const { below, clock, done, wait } = setUp()
  expect(clock.now()).toBe(below.now())
  wait(50, 'later')
  wait(10, 'soon')
  await below.advance(20)
  expect(done).toEqual(['soon'])
})

test('what comes due by a move runs in its order, and the rest comes so much sooner', async () => {
  const { below, clock, done, wait } = setUp()
  wait(5000, 'far')
  wait(200, 'second')
  wait(100, 'first')
  const cancel = wait(150, 'cancelled')
  cancel()
  const before = clock.now()
  clock.advance(1000)
  await below.settle()
  expect(clock.now()).toBe(before + 1000)
  expect(done).toEqual(['first', 'second'])
  await below.advance(4000)
  expect(done).toEqual(['first', 'second', 'far'])
})
