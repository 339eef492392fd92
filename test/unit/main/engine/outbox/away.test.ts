import { expect, test } from 'vitest'
import { SendError } from '../../../../../src/shared/errors.ts'
import { createPooledWorld, numbers } from '../../../../support/pooled-world.ts'
import { lineClosed } from '../../../../support/scripted-line.ts'

const minute = 60_000
const missing = () => new SendError('port-missing', { retry: { kind: 'later' }, blame: 'config' })
type World = Awaited<ReturnType<typeof createPooledWorld>>

function unplug(world: World, index: number): void {
  world.scripted[index]?.openErrors.push(...Array.from({ length: 500 }, missing))
  world.scripted[index]?.drop(lineClosed)
}

function plugIn(world: World, index: number): void {
  world.scripted[index]?.openErrors.splice(0)
}

test('a delivery knows since when its line is away, not at a short absence, and not when it is back', async () => {
  const world = await createPooledWorld([{}])
  world.takes(0, 10_000)
  const id = world.addDelivery(numbers(20), { lineId: world.ids[0] ?? 0 })
  const awaySince = () => world.outbox.progressOf(id)?.awaySince
  world.outbox.wake()
  await world.clock.advance(25_000)
  expect(awaySince()).toBeNull()
  unplug(world, 0)
  const from = world.clock.now()
  await world.clock.advance(minute)
  expect(awaySince()).toBeNull()
  await world.clock.advance(30 * minute)
  expect(awaySince()).toBe(from)
  plugIn(world, 0)
  await world.clock.advance(minute)
  expect(awaySince()).toBeNull()
})

test('several lines are away only where each of them is; hours of one that is there make a rest', async () => {
  const now = new Date(Date.UTC(2026, 0, 5, 9))
  const hours = { from: '15:00', to: '16:00' }
  const world = await createPooledWorld([{}, { hours }])
  world.takes(0, 10_000)
  world.takes(1, 10_000)
  const id = world.addDelivery(numbers(100), { pool: world.ids })
  world.outbox.wake()
  await world.clock.advance(25_000)
  expect(new Date(world.clock.now()).getUTCHours()).toBe(now.getUTCHours())
  unplug(world, 0)
  const from = world.clock.now()
  await world.clock.advance(10 * minute)
  const progress = world.outbox.progressOf(id)
  expect(progress).toMatchObject({
    awaySince: null,
    rest: { until: Date.UTC(2026, 0, 5, 15), cause: 'lines' },
  })
  unplug(world, 1)
  await world.clock.advance(10 * minute)
  expect(world.outbox.progressOf(id)?.awaySince).toBeGreaterThan(from)
})
