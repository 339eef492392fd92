import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SendError } from '../../../../../src/shared/errors.ts'
import { createPooledWorld, numbers } from '../../../../support/pooled-world.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'

const hour = 3_600_000

test('a daily cap holds over midnight and over a restart, and what is left goes tomorrow', async () => {
  const path = join(createTemporaryFolder(), 'caps.campanile')
  const before = await createPooledWorld([{ dailyCap: 10 }, { dailyCap: 12 }], path)
  const id = before.addDelivery(numbers(50), { pool: before.ids })
  before.outbox.wake()
  await before.clock.advance(hour)
  expect([before.sentBy(0).length, before.sentBy(1).length]).toEqual([10, 12])
  expect(before.deliveryState(id)).toBe('sending')
  expect(before.noted(id).toSorted()).toEqual([
    'line-out Line 1 line/day-cap',
    'line-out Line 2 line/day-cap',
  ])
  await before.stop()

  const world = await createPooledWorld([{ dailyCap: 10 }, { dailyCap: 12 }], path)
  world.outbox.recover()
  // It is nine in the morning.
  await world.clock.advance(14 * hour)
  expect([...world.sentBy(0), ...world.sentBy(1)]).toEqual([])
  await world.clock.advance(2 * hour)
  expect([world.sentBy(0).length, world.sentBy(1).length]).toEqual([10, 12])
  await world.clock.advance(24 * hour)
  expect(world.deliveryState(id)).toBe('finished')
})

test('a cap counts parts, and a message that does not fit any more waits for the next day', async () => {
  const world = await createPooledWorld([{ dailyCap: 10 }])
  const id = world.addDelivery(numbers(4), { text: 'x'.repeat(400), lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(hour)
  expect(world.sentBy(0)).toHaveLength(3)
  await world.clock.advance(15 * hour)
  expect(world.sentBy(0)).toHaveLength(4)
  expect(world.deliveryState(id)).toBe('finished')
})

test('a monthly cap holds until the first of the next month', async () => {
  const world = await createPooledWorld([{ monthlyCap: 10, dailyCap: 100 }])
  world.addDelivery(numbers(12), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(hour)
  expect(world.sentBy(0)).toHaveLength(10)
  world.clock.set(Date.UTC(2026, 0, 31, 20))
  await world.clock.advance(3 * hour)
  expect(world.sentBy(0)).toHaveLength(10)
  await world.clock.advance(2 * hour)
  expect(world.sentBy(0)).toHaveLength(12)
})

test('what the network surely did not take counts against no cap', async () => {
  const world = await createPooledWorld([{ dailyCap: 10 }])
  let sends = 0
  world.scripted[0]?.onSend(send => {
    sends += 1
    if (sends % 2 === 0) return send.accept()
    send.answer({ kind: 'unknown', reason: 'no-answer' })
  })
  world.addDelivery(numbers(30), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(hour)
  // What may have left counts.
  expect(sends).toBe(10)
})

test('a line sends within its hours of the day, also across midnight', async () => {
  const world = await createPooledWorld([{ hours: { from: '22:00', to: '02:00' }, perMinute: 1 }])
  world.addDelivery(numbers(1000), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(12.9 * hour)
  expect(world.sentBy(0)).toEqual([])
  await world.clock.advance(8 * hour)
  expect(world.sentBy(0).length).toBeGreaterThan(235)
  expect(world.sentBy(0).length).toBeLessThan(245)
})

test('a delay by chance lies between a message and the next', async () => {
  const world = await createPooledWorld([{ delay: { least: 2, most: 6 } }])
  const at: number[] = []
  world.scripted[0]?.onSend(send => {
    at.push(world.clock.now())
    world.clock.after(500, () => send.accept())
  })
  world.addDelivery(numbers(30), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(hour)
  const gaps = at.slice(1).map((moment, index) => moment - (at[index] ?? 0) - 500)
  expect(gaps).toHaveLength(29)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(6_000)
  expect(new Set(gaps).size).toBeGreaterThan(20)
})

test.each([
  ['a delay between messages', { delay: { least: 60, most: 60 } }, false],
  ['a rest that the network asked for', { perMinute: 1 }, true],
])('%s ends in its time where the clock is set back meanwhile', async (_, limits, isRefused) => {
  const world = await createPooledWorld([limits])
  let sends = 0
  world.scripted[0]?.onSend(send => {
    sends += 1
    if (sends !== 31 || !isRefused) return send.accept()
    const error = new SendError('cms-38', { retry: { kind: 'after', ms: 60_000 }, blame: 'network' })
    send.answer({ kind: 'refused', error })
  })
  world.addDelivery(numbers(100), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(hour / 2)
  expect(sends).toBe(31)
  world.clock.set(world.clock.now() - hour / 3)
  await world.clock.advance(hour / 12)
  expect(sends).toBeGreaterThan(33)
})

test('what is to leave at once does not wait where the clock is set back behind its confirmation', async () => {
  const world = await createPooledWorld([{ perMinute: 1 }])
  world.addDelivery(numbers(10), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.settle()
  expect(world.sentBy(0)).toHaveLength(1)
  world.clock.set(world.clock.now() - hour)
  await world.clock.advance(hour / 12)
  expect(world.sentBy(0).length).toBeGreaterThan(3)
})
