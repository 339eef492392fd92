import { expect, test } from 'vitest'
import type { TimingSettings } from '../../../src/shared/delivery/timing-settings.ts'
import {
  britons,
  createTimedWorld,
  dayMs,
  hourMs,
  minuteMs,
  type TimedWorld,
} from '../../support/timed-world.ts'

const off = { kind: 'off' } as const
const at = (day: number, hour: number): number => Date.UTC(2026, 0, day, hour)

async function restOf(world: TimedWorld, id: number) {
  return (await world.call('deliveries.progress', { id })).rest
}

test('between waves a delivery rests until the next one, also where that would begin at night', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  const timing: TimingSettings = {
    spread: { kind: 'waves', size: { of: 'count', messages: 1 }, every: { amount: 5, unit: 'hours' } },
  }
  const id = await world.send({ timing })
  expect(await restOf(world, id)).toEqual({ until: at(5, 14), cause: 'wave' })
  await world.clock.advance(6 * hourMs)
  expect(await restOf(world, id)).toEqual({ until: at(5, 19), cause: 'wave' })
  const { rows } = await world.call('deliveries.page', { offset: 0, limit: 10 })
  expect(rows.map(({ rest }) => rest)).toEqual([{ until: at(5, 19), cause: 'wave' }])
  await world.clock.advance(5 * hourMs)
  expect(await restOf(world, id)).toEqual({ until: at(6, 8), cause: 'hours' })
  await world.clock.advance(dayMs)
  expect(world.times()).toEqual(['09:00', '14:00', '19:00', '08:00+1'])
  expect(await restOf(world, id)).toBeNull()
})

test('one whose people all have a date of their own rests until the first, and not while one leaves', async () => {
  const people = ['2026-01-08', '2026-01-20'].map((due, index) => ({
    phone: `+44770090000${index}`,
    fields: { due },
  }))
  const world = await createTimedWorld({ people })
  world.addField('due')
  const moment = { by: 'day', days: 0, time: '10:00', isYearly: false } as const
  const id = await world.send({
    timing: {
      quietHours: off,
      start: { kind: 'person', field: 'due', moment, past: 'send', timeZone: 'UTC' },
    },
  })
  expect(await restOf(world, id)).toEqual({ until: at(8, 10), cause: 'moment' })
  const landings: (() => void)[] = []
  world.line.onSend(send => landings.push(() => send.accept()))
  await world.clock.advance(3 * dayMs + 2 * hourMs)
  expect(await restOf(world, id)).toBeNull()
  landings.forEach(land => land())
  await world.clock.settle()
  expect(await restOf(world, id)).toEqual({ until: at(20, 10), cause: 'moment' })
})

test('the night and the hours of a line are rests, whichever is longer; neither is standing still', async () => {
  const world = await createTimedWorld({ people: britons(20), perMinute: 1 })
  const hours = JSON.stringify({ from: '10:00', to: '22:00' })
  world.context.workspace.sql
    .prepare("UPDATE lines SET settings = json_set(settings, '$.hours', json(?))")
    .run(hours)
  const start = { kind: 'at', day: '2026-01-05', time: '19:50', timeZone: 'UTC' } as const
  const id = await world.send({ timing: { start } })
  await world.clock.advance(10 * hourMs + 55 * minuteMs)
  expect(await restOf(world, id)).toBeNull()
  await world.clock.advance(hourMs)
  expect(await restOf(world, id)).toEqual({ until: at(6, 8), cause: 'hours' })
  await world.clock.advance(12 * hourMs)
  expect(world.times()).toHaveLength(10)
  expect(await restOf(world, id)).toEqual({ until: at(6, 10), cause: 'lines' })
  expect(await world.call('deliveries.alerts', {})).toEqual([])
  await world.clock.advance(2 * hourMs)
  expect(world.times()).toHaveLength(20)
})
