import { expect, test } from 'vitest'
import type { TimingSettings } from '../../../src/shared/delivery/timing-settings.ts'
import type { WhoSettings } from '../../../src/shared/delivery/who-settings.ts'
import { britons, createTimedWorld, dayMs, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

const off = { kind: 'off' } as const

function at(day: string, time = '09:00'): TimingSettings {
  return { quietHours: off, start: { kind: 'at', day, time, timeZone: 'UTC' } }
}

function waves(messages: number, days: number): TimingSettings {
  const size = { of: 'count', messages } as const
  return { quietHours: off, spread: { kind: 'waves', size, every: { amount: days, unit: 'days' } } }
}

/** Six people of whom nobody may get more than one message a day. */
async function cappedWorld(people = 6, perMinute = 0): Promise<TimedWorld> {
  const world = await createTimedWorld({ people: britons(people), perMinute })
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 1 }] })
  return world
}

/** Ids of those whom a cap leaves out. */
async function cappedIn(world: TimedWorld, timing: TimingSettings, who: WhoSettings = {}): Promise<number[]> {
  const id = await world.prepared({ timing, who })
  const { rows } = await world.call('deliveries.exclusions', { id })
  expect(rows.every(({ causes }) => causes[0]?.cause === 'frequency-cap')).toBe(true)
  return rows.map(({ personId }) => personId)
}

test('a cap counts the messages of another delivery when its waves really leave, not when it starts (TY-06, TY-07)', async () => {
  const world = await cappedWorld()
  await world.send({ timing: waves(2, 2) })
  expect(await cappedIn(world, { quietHours: off })).toEqual([1, 2])
  await world.clock.advance(2 * dayMs)
  expect(await cappedIn(world, { quietHours: off })).toEqual([3, 4])
})

test('a cap looks at when the waves of the delivery itself leave (TY-06)', async () => {
  const world = await cappedWorld()
  await world.send({ timing: at('2026-01-07') })
  expect(await cappedIn(world, waves(2, 1))).toEqual([5, 6])
})

test('what is scheduled and has not left counts, however far ahead it is (TY-06, TY-07)', async () => {
  const world = await cappedWorld()
  await world.send({ timing: at('2026-03-02') })
  expect(await cappedIn(world, { quietHours: off })).toEqual([])
  expect(await cappedIn(world, at('2026-03-02', '20:00'))).toEqual([1, 2, 3, 4, 5, 6])
  expect(await cappedIn(world, at('2026-03-04'))).toEqual([])
})

test('what waits in a queue today does not count for a delivery of next week (TY-06)', async () => {
  const world = await cappedWorld(6, 1)
  await world.send({ timing: { quietHours: off } })
  expect(await cappedIn(world, at('2026-01-12'))).toEqual([])
})

test('the pace of a line moves messages into another day, and a cap knows that (TY-06)', async () => {
  const world = await cappedWorld(3, 1)
  await world.send({ timing: at('2026-01-06', '09:02') })
  const slower = { quietHours: off, spread: { kind: 'ramp', perHour: 60, growth: 1 } } as const
  expect(await cappedIn(world, slower)).toEqual([])
  await world.clock.advance(3 * minuteMs)
  // The second would leave at 09:03, a day before the other message to the same person, which follows the first by a minute.
  expect(await cappedIn(world, slower)).toEqual([1])
})

test('people are counted at the time that their own clocks show (TY-06, SC-05)', async () => {
  const phones = ['+447700900001', '+61491570156']
  const world = await createTimedWorld({ people: phones.map(phone => ({ phone })) })
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 1 }] })
  // At noon of the 7th in Sydney it is one in the night in London.
  await world.send({ timing: at('2026-01-06', '02:00') })
  const local = {
    quietHours: off,
    start: { kind: 'local', day: '2026-01-07', time: '12:00', timeZone: null },
  } as const
  expect(await cappedIn(world, local)).toEqual([2])
})

test('who has had enough is excluded, waits, or gets it all the same, as the delivery says (TY-06)', async () => {
  const world = await cappedWorld(2)
  await world.send({ timing: { quietHours: off } })
  expect(await cappedIn(world, { quietHours: off })).toEqual([1, 2])
  expect(await cappedIn(world, { quietHours: off }, { cap: 'postpone' })).toEqual([])
  expect(await cappedIn(world, { quietHours: off }, { cap: 'ignore' })).toEqual([])
  const id = await world.send({ timing: { quietHours: off }, who: { cap: 'postpone' } })
  await world.clock.advance(2 * dayMs)
  expect(world.times(id)).toEqual(['09:00+1', '09:00+1'])
})
