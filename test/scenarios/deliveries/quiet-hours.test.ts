import { expect, test } from 'vitest'
import { lineClosed } from '../../support/scripted-line.ts'
import type { QuietHours } from '../../../src/shared/delivery/timing-settings.ts'
import { SendError } from '../../../src/shared/errors.ts'
import { britons, createTimedWorld, dayMs, hourMs, minuteMs } from '../../support/timed-world.ts'

const at = (day: string, time: string) => ({ kind: 'at', day, time, timeZone: 'UTC' }) as const

test('what has not left when the night begins waits for the morning', async () => {
  const world = await createTimedWorld({ people: britons(6), perMinute: 1 })
  const id = await world.send({ timing: { start: at('2026-01-05', '19:57') } })
  await world.clock.advance(12 * hourMs)
  expect(world.times()).toEqual(['19:57', '19:58', '19:59'])
  const { waiting } = await world.call('deliveries.progress', { id })
  expect(waiting).toEqual({ messages: 3, until: Date.UTC(2026, 0, 6, 8) })
  await world.clock.advance(12 * hourMs)
  expect(world.times()).toEqual(['19:57', '19:58', '19:59', '08:00+1', '08:01+1', '08:02+1'])
})

test('a pause that ends at night does not wake anybody, nor does a program that starts then', async () => {
  const world = await createTimedWorld({ people: britons(3), perMinute: 1 })
  const id = await world.send({ timing: { start: at('2026-01-05', '18:00') } })
  await world.clock.advance(9 * hourMs + minuteMs / 2)
  await world.call('deliveries.pause', { id })
  await world.clock.advance(8 * hourMs)
  await world.call('deliveries.resume', { id })
  await world.clock.advance(hourMs)
  expect(world.times()).toEqual(['18:00'])
  await world.stop()
  const later = await createTimedWorld({ path: world.path, clock: world.clock })
  await later.clock.advance(2 * hourMs)
  expect(later.times()).toEqual([])
  await later.clock.advance(6 * hourMs)
  expect(later.times()).toEqual(['08:00+1', '08:01+1'])
})

test('another attempt that comes due at night waits for the morning', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const busy = new SendError('cms-38', { retry: { kind: 'after', ms: 10 * minuteMs }, blame: 'recipient' })
  let attempts = 0
  world.line.onSend(send => {
    attempts += 1
    if (attempts === 1) send.answer({ kind: 'refused', error: busy })
    else send.accept()
  })
  const id = await world.send({ timing: { start: at('2026-01-05', '19:55') } })
  await world.clock.advance(14 * hourMs)
  expect(attempts).toBe(1)
  await world.clock.runUntil(() => world.state(id) === 'finished')
  expect(new Date(world.clock.now()).toISOString()).toMatch(/^2026-01-06T08:0/)
  expect(attempts).toBe(2)
})

test('each person has the night of their own place', async () => {
  const world = await createTimedWorld({
    people: [
      { phone: '+447700900000' },
      { phone: '+447700900001', timeZone: 'Asia/Tokyo' },
      { phone: '+447700900002', timeZone: 'America/New_York' },
      { phone: '+33639980000' },
    ],
  })
  await world.send({ timing: { start: at('2026-01-05', '12:00') } })
  await world.clock.advance(2 * dayMs)
  expect(world.times()).toEqual(['12:00', '12:00', '13:00', '23:00'])
})

test('in France nobody is texted on a Sunday or a public holiday', async () => {
  const world = await createTimedWorld({ people: [{ phone: '+33639980000' }, { phone: '+447700900000' }] })
  world.clock.set(Date.UTC(2026, 0, 11, 11))
  const sunday = await world.send({ timing: { start: at('2026-01-11', '12:00') } })
  await world.clock.advance(dayMs)
  expect(world.times(sunday)).toEqual(['12:00+6', '07:00+7'])
  world.clock.set(Date.UTC(2026, 3, 6, 11))
  const easterMonday = await world.send({ timing: { start: at('2026-04-06', '12:00') } })
  await world.clock.advance(dayMs)
  expect(world.times(easterMonday)).toEqual(['12:00+91', '06:00+92'])
})

test('own hours hold everywhere, none hold nobody', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const own: QuietHours = { kind: 'own', weekdays: [2], from: '10:00', to: '11:00' }
  const first = await world.send({ timing: { quietHours: own } })
  const second = await world.send({
    timing: { start: at('2026-01-05', '23:00'), quietHours: { kind: 'off' } },
  })
  await world.clock.advance(2 * dayMs)
  expect(world.times(first)).toEqual(['10:00+1'])
  expect(world.times(second)).toEqual(['23:00'])
})

test('the review tells how many would wait, and until when', async () => {
  const world = await createTimedWorld({
    people: [...britons(3), { phone: '+447700900100', timeZone: 'Asia/Tokyo' }],
    perMinute: 1,
  })
  const id = await world.prepared({ timing: { start: at('2026-01-05', '19:58') } })
  const { plan } = await world.call('deliveries.plan', { id })
  expect(plan).toMatchObject({
    startsAt: Date.UTC(2026, 0, 5, 19, 58),
    firstAt: Date.UTC(2026, 0, 5, 19, 58),
  })
  expect(plan?.waits.map(({ until, messages }) => [until, messages])).toEqual([
    [Date.UTC(2026, 0, 5, 23), 1],
    [Date.UTC(2026, 0, 6, 8), 1],
  ])
})

test('a machine that wakes at three in the morning sends nothing', async () => {
  const world = await createTimedWorld({ people: britons(2), perMinute: 1 })
  const id = await world.send({ timing: { start: at('2026-01-05', '19:00') } })
  world.clock.set(Date.UTC(2026, 0, 6, 3))
  await world.clock.advance(2 * hourMs)
  expect(world.times()).toEqual([])
  expect(world.state(id)).toBe('sending')
  await world.clock.advance(4 * hourMs)
  expect(world.times()).toEqual(['08:00+1', '08:01+1'])
})

test('a link that dies at night and comes back brings nothing forward', async () => {
  const world = await createTimedWorld({ people: britons(2), perMinute: 1 })
  await world.send({ timing: { start: at('2026-01-05', '19:59') } })
  await world.clock.advance(13 * hourMs)
  world.line.drop(lineClosed)
  await world.clock.advance(5 * hourMs)
  expect(world.times()).toEqual(['19:59'])
  await world.clock.advance(6 * hourMs)
  expect(world.times()).toEqual(['19:59', '08:00+1'])
})
