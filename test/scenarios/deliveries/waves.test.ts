import { expect, test } from 'vitest'
import { britons, createTimedWorld, dayMs, hourMs, minuteMs } from '../../support/timed-world.ts'

const free = { quietHours: { kind: 'off' } } as const
const waves = (messages: number, hours: number) =>
  ({
    ...free,
    spread: { kind: 'waves', size: { of: 'count', messages }, every: { amount: hours, unit: 'hours' } },
  }) as const

test('waves leave one after the other, and the last takes the rest (ST-05)', async () => {
  const world = await createTimedWorld({ people: britons(8) })
  const id = await world.send({ timing: waves(3, 2) })
  expect((await world.call('deliveries.progress', { id })).nextWaveAt).toBe(Date.UTC(2026, 0, 5, 11))
  await world.clock.advance(dayMs)
  expect(world.times()).toEqual(['09:00', '09:00', '09:00', '11:00', '11:00', '11:00', '13:00', '13:00'])
  expect(world.state(id)).toBe('finished')
})

test('a wave can be a share of everybody (ST-05)', async () => {
  const world = await createTimedWorld({ people: britons(10) })
  const size = { of: 'share', percent: 40 } as const
  await world.send({
    timing: { ...free, spread: { kind: 'waves', size, every: { amount: 1, unit: 'hours' } } },
  })
  await world.clock.advance(dayMs)
  expect(world.times().map(time => time.slice(0, 2))).toEqual('09 09 09 09 10 10 10 10 11 11'.split(' '))
})

test('a pause over several waves does not bring them all at once', async () => {
  const world = await createTimedWorld({ people: britons(6) })
  const id = await world.send({ timing: waves(2, 1) })
  await world.call('deliveries.pause', { id })
  await world.clock.advance(5 * hourMs)
  await world.call('deliveries.resume', { id })
  await world.clock.advance(5 * hourMs)
  expect(world.times()).toEqual(['09:00', '09:00', '14:00', '14:00', '15:00', '15:00'])
})

test('a restart between two waves changes nothing', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  await world.send({ timing: waves(2, 3) })
  await world.clock.advance(hourMs)
  world.crash()
  const after = await createTimedWorld({ path: world.path, clock: world.clock })
  await after.clock.advance(hourMs)
  expect(after.times()).toEqual([])
  await after.clock.advance(dayMs)
  expect(after.times()).toEqual(['12:00', '12:00'])
})

test('a ramp sends the first so many in an hour and then ever more', async () => {
  const world = await createTimedWorld({ people: britons(42) })
  await world.send({ timing: { ...free, spread: { kind: 'ramp', perHour: 6, growth: 100 } } })
  await world.clock.advance(dayMs)
  const hours = world.times().map(time => Number(time.slice(0, 2)) - 9)
  expect(hours.filter(hour => hour === 0)).toHaveLength(6)
  expect(hours.filter(hour => hour === 1)).toHaveLength(12)
  expect(hours.filter(hour => hour === 2)).toHaveLength(24)
})

test('after a pause a ramp goes on at its pace instead of catching up', async () => {
  const world = await createTimedWorld({ people: britons(12) })
  const id = await world.send({ timing: { ...free, spread: { kind: 'ramp', perHour: 6, growth: 1 } } })
  await world.clock.advance(25 * minuteMs)
  await world.call('deliveries.pause', { id })
  await world.clock.advance(8 * hourMs)
  await world.call('deliveries.resume', { id })
  await world.clock.advance(15 * minuteMs)
  expect(world.times()).toEqual(['09:00', '09:10', '09:20', '17:25', '17:35'])
})

test.each([
  ['waves', waves(4, 2), 0],
  ['a ramp', { ...free, spread: { kind: 'ramp', perHour: 6, growth: 50 } }, 0],
  ['nights', {}, 1],
] as const)('the end that the review foresees with %s holds', async (_name, timing, perMinute) => {
  const world = await createTimedWorld({ people: britons(30), perMinute })
  const start = { kind: 'at', day: '2026-01-05', time: '19:50', timeZone: 'UTC' } as const
  const id = await world.prepared({ timing: { ...timing, start } })
  const { plan } = await world.call('deliveries.plan', { id })
  await world.confirm(id)
  const foreseen = plan?.endsAt ?? 0
  await world.clock.runUntil(() => world.state(id) === 'finished', 3 * dayMs)
  const lastLeft = world.departures.at(-1)?.at ?? 0
  // The line needs four seconds for a message at most, and the last one is not waited for.
  expect(Math.abs(foreseen - lastLeft)).toBeLessThan(12 * minuteMs)
  expect(plan?.firstAt).toBe(world.departures[0]?.at)
})
