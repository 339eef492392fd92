import { expect, test } from 'vitest'
import { SendError } from '../../../src/shared/errors.ts'
import { britons, createTimedWorld, dayMs, hourMs, minuteMs } from '../../support/timed-world.ts'

const free = { quietHours: { kind: 'off' } } as const
const everyHour = {
  ...free,
  spread: { kind: 'waves', size: { of: 'count', messages: 2 }, every: { amount: 1, unit: 'hours' } },
} as const
const busy = {
  kind: 'refused',
  error: new SendError('network-busy', { retry: { kind: 'later' }, blame: 'recipient' }),
} as const

test('the next wave is not put off by as much as the clock is set back, and the log says why it moved', async () => {
  const world = await createTimedWorld({ people: britons(6) })
  const id = await world.send({ timing: everyHour })
  await world.clock.advance(10 * minuteMs)
  world.clock.set(world.clock.now() - dayMs)
  await world.clock.advance(3 * hourMs)
  expect(world.state(id)).toBe('finished')
  expect(world.departures).toHaveLength(6)
  const gaps = world.departures.slice(3).map(({ at }, index) => at - (world.departures[index + 2]?.at ?? 0))
  expect(gaps.every(gap => gap === 0 || gap === hourMs)).toBe(true)
  const { rows } = await world.call('deliveries.journal', { id, offset: 0, limit: 50 })
  expect(rows.filter(({ kind }) => kind === 'clock-set-back')).toHaveLength(1)
})

test('a clock that is set back while the program is closed is noticed when it starts', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  await world.send({ timing: everyHour })
  world.crash()
  world.clock.set(world.clock.now() - 30 * dayMs)
  const after = await createTimedWorld({ path: world.path, clock: world.clock })
  await after.clock.advance(2 * hourMs)
  expect(after.departures).toHaveLength(2)
})

test('another attempt comes as soon as it would have without the clock set back', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  world.line.onSend(send => (world.line.sends.length === 1 ? send.answer(busy) : send.accept()))
  const id = await world.send({ timing: free })
  world.clock.set(world.clock.now() - dayMs)
  await world.clock.advance(5 * minuteMs)
  expect(world.messages(id).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['accepted', 2],
    ['accepted', 1],
  ])
  expect(world.state(id)).toBe('finished')
})

test('what is meant for a time of the calendar still waits for it', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const start = { kind: 'at', day: '2026-01-05', time: '10:00', timeZone: 'UTC' } as const
  await world.send({ timing: { ...free, start } })
  world.clock.set(world.clock.now() - dayMs)
  await world.clock.advance(dayMs)
  expect(world.times()).toEqual([])
  await world.clock.advance(2 * hourMs)
  expect(world.times()).toEqual(['10:00', '10:00'])
})

test('the chart over time still shows everybody after the clock was set back', async () => {
  const world = await createTimedWorld({ people: britons(6), perMinute: 1 })
  const id = await world.send({ timing: free })
  await world.clock.advance(minuteMs)
  world.clock.set(world.clock.now() - 2 * hourMs)
  await world.clock.advance(10 * minuteMs)
  expect(world.state(id)).toBe('finished')
  const { points, beyond } = await world.call('deliveries.timeline', { id })
  expect(points.reduce((sum, { accepted }) => sum + accepted, beyond?.accepted ?? 0)).toBe(6)
})
