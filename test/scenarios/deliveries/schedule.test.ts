import { expect, test } from 'vitest'
import { britons, createTimedWorld, dayMs, hourMs, minuteMs } from '../../support/timed-world.ts'

const at = (day: string, time: string, timeZone: string | null = 'UTC') =>
  ({ kind: 'at', day, time, timeZone }) as const
const free = { quietHours: { kind: 'off' } } as const

test('an immediate delivery leaves once it is confirmed (SC-01)', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const id = await world.prepared()
  await world.clock.advance(hourMs)
  expect(world.times()).toEqual([])
  await world.confirm(id)
  expect(world.times()).toEqual(['10:00', '10:00', '10:00'])
})

test('a delivery that is confirmed for a time in a zone waits for it and begins then (SC-02)', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.send({ timing: { start: at('2026-01-06', '15:30', 'Europe/Brussels') } })
  expect(world.state(id)).toBe('scheduled')
  const { startsAt } = await world.call('deliveries.get', { id })
  expect(startsAt).toBe(Date.UTC(2026, 0, 6, 14, 30))
  await world.clock.advance(dayMs)
  expect(world.departures).toEqual([])
  await world.clock.advance(dayMs)
  expect(world.times()).toEqual(['14:30+1', '14:30+1'])
  expect(world.state(id)).toBe('finished')
})

test('a scheduled delivery survives a restart, and what is due meanwhile begins at once', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.send({ timing: { start: at('2026-01-05', '12:00') } })
  await world.stop()
  await world.clock.advance(2 * hourMs)
  const after = await createTimedWorld({ path: world.path, clock: world.clock })
  expect(after.state(id)).toBe('scheduled')
  await after.stop()
  await world.clock.advance(2 * hourMs)
  const late = await createTimedWorld({ path: world.path, clock: world.clock })
  await late.clock.settle()
  expect(late.times()).toEqual(['13:00', '13:00'])
})

test('a start that was missed while the program was off waits for a person where that was chosen', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.send({ timing: { start: at('2026-01-05', '12:00'), missed: 'hold' } })
  await world.stop()
  await world.clock.advance(6 * hourMs)
  const late = await createTimedWorld({ path: world.path, clock: world.clock })
  await late.clock.settle()
  expect(late.state(id)).toBe('paused')
  expect((await late.call('deliveries.get', { id })).trouble?.code).toBe('delivery/start-missed')
  expect(late.times()).toEqual([])
  await late.call('deliveries.resume', { id })
  await late.clock.settle()
  expect(late.times()).toEqual(['15:00', '15:00'])
})

test('a few minutes late is not missed', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.send({ timing: { start: at('2026-01-05', '12:00'), missed: 'hold' } })
  await world.stop()
  await world.clock.advance(3 * hourMs + 10 * minuteMs)
  const late = await createTimedWorld({ path: world.path, clock: world.clock })
  await late.clock.settle()
  expect(late.times()).toEqual(['12:10'])
  expect(late.state(id)).toBe('finished')
})

test('a confirmation can be taken back before the start; another time needs a new preparation (SC-03)', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.send({ timing: { start: at('2026-01-05', '12:00') } })
  const { settings } = await world.call('deliveries.get', { id })
  const later = { ...settings, timing: { start: at('2026-01-05', '16:00') } }
  await world.call('deliveries.withdraw', { id })
  expect(world.state(id)).toBe('ready')
  await world.call('deliveries.edit', { id, settings: later })
  expect(world.state(id)).toBe('draft')
  await world.clock.advance(5 * hourMs)
  expect(world.times()).toEqual([])
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(5 * hourMs)
  expect(world.times()).toEqual(['16:00', '16:00'])
})

test('a scheduled delivery is stopped for good, and cannot be taken back once it has begun', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.send({ timing: { start: at('2026-01-05', '12:00') } })
  await world.call('deliveries.stop', { id })
  await world.clock.advance(dayMs)
  expect(world.times()).toEqual([])
  const other = await world.send({ timing: { start: at('2026-01-06', '12:00') } })
  await world.clock.advance(4 * hourMs)
  await expect(world.call('deliveries.withdraw', { id: other })).rejects.toMatchObject({
    code: 'delivery/cannot-withdraw',
  })
})

test('people are texted when their own clocks show the time: by their zone, else the country of their number (SC-05)', async () => {
  const world = await createTimedWorld({
    people: [
      { phone: '+33639980000' },
      { phone: '+447700900000' },
      { phone: '+447700900001', timeZone: 'America/New_York' },
      { phone: '+447700900002', timeZone: 'Mars/Olympus' },
    ],
  })
  const start = { kind: 'local', day: '2026-01-05', time: '11:30', timeZone: null } as const
  const id = await world.send({ timing: { start } })
  expect(world.state(id)).toBe('scheduled')
  await world.clock.advance(2 * hourMs)
  expect(world.state(id)).toBe('sending')
  const before = await world.call('deliveries.progress', { id })
  expect(before.waiting).toEqual({ messages: 3, until: Date.UTC(2026, 0, 5, 11, 30) })
  await world.clock.advance(minuteMs * 45)
  const progress = await world.call('deliveries.progress', { id })
  expect(progress.waiting).toEqual({ messages: 1, until: Date.UTC(2026, 0, 5, 16, 30) })
  await world.clock.advance(dayMs)
  expect(world.times()).toEqual(['10:30', '11:30', '11:30', '16:30'])
})

test('where the local time is past already, the message leaves at the release, and the review says so (SC-05)', async () => {
  const world = await createTimedWorld({
    people: [{ phone: '+33639980000' }, { phone: '+447700900000' }],
  })
  const start = { kind: 'local', day: '2026-01-05', time: '09:30', timeZone: null } as const
  const id = await world.prepared({ timing: { start } })
  const { plan } = await world.call('deliveries.plan', { id })
  expect(plan).toMatchObject({ past: 1, waiting: 1 })
  expect(plan?.waits).toMatchObject([{ cause: 'zone', messages: 1, until: Date.UTC(2026, 0, 5, 9, 30) }])
  await world.confirm(id)
  await world.clock.advance(hourMs)
  expect(world.times()).toEqual(['09:00', '09:30'])
})

test('a clock that is set forward past the start begins it; one that is set back makes it wait longer', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const first = await world.send({ timing: { ...free, start: at('2026-01-05', '18:00') } })
  world.clock.set(Date.UTC(2026, 0, 5, 18, 5))
  await world.clock.advance(2 * minuteMs)
  expect(world.state(first)).toBe('finished')
  const second = await world.send({ timing: { ...free, start: at('2026-01-05', '20:00') } })
  world.clock.set(Date.UTC(2026, 0, 5, 15))
  await world.clock.advance(4 * hourMs)
  expect(world.state(second)).toBe('scheduled')
  await world.clock.advance(2 * hourMs)
  expect(world.state(second)).toBe('finished')
})

test('a machine that is taken to another zone between confirmation and start changes nothing', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.send({ timing: { start: at('2026-01-05', '12:00', null) } })
  world.clock.setTimeZone('America/New_York')
  await world.clock.advance(4 * hourMs)
  expect(world.times(id)).toEqual(['12:00'])
})

test('a time that the clocks skip in spring becomes the moment after it', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.send({ timing: { ...free, start: at('2026-03-29', '02:30', 'Europe/Brussels') } })
  expect((await world.call('deliveries.get', { id })).startsAt).toBe(Date.UTC(2026, 2, 29, 1))
})

test('confirming after the time was missed sends at once, as the review said', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.prepared({ timing: { start: at('2026-01-05', '09:30') } })
  await world.clock.advance(hourMs)
  const { plan } = await world.call('deliveries.plan', { id })
  expect(plan?.isStartPast).toBe(true)
  await world.confirm(id)
  expect(world.times()).toEqual(['10:00'])
})

test('a confirmation of figures that are outdated is refused: prepared again since', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.prepared()
  const { preparation, settings } = await world.call('deliveries.get', { id })
  await world.call('deliveries.edit', {
    id,
    settings: { ...settings, timing: { start: at('2026-01-09', '12:00') } },
  })
  await world.prepare(id)
  const stale = { id, digest: preparation?.digest ?? '' }
  await expect(world.call('deliveries.confirm', stale)).rejects.toMatchObject({
    code: 'delivery/prepared-again',
  })
})
