import { expect, test } from 'vitest'
import { SendError } from '../../../src/shared/errors.ts'
import { writeSettings } from '../../../src/main/engine/workspace/settings.ts'
import { lineClosed } from '../../support/scripted-line.ts'
import { britons, createTimedWorld, hourMs, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

const never = new SendError('cms-1', { retry: { kind: 'never' }, blame: 'recipient' })
const free = { timing: { quietHours: { kind: 'off' } } } as const

async function alertsOf(world: TimedWorld): Promise<unknown[]> {
  return (await world.call('deliveries.alerts', {})).map(({ deliveryId, kind, percent }) =>
    percent === null ? [deliveryId, kind] : [deliveryId, kind, percent],
  )
}

test('a delivery of which many messages fail is told, from the share on that was chosen (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(25) })
  world.line.onSend(send => {
    if (send.message.messageId > 2) send.accept()
    else send.answer({ kind: 'refused', error: never })
  })
  const id = await world.send(free)
  await world.clock.advance(minuteMs)
  expect(await alertsOf(world)).toEqual([[id, 'errors', 8]])
  const { sql } = world.context.workspace
  writeSettings(sql, { alerts: { errorPercent: 10, lateMinutes: null } })
  expect(await alertsOf(world)).toEqual([])
  writeSettings(sql, { alerts: { errorPercent: null, lateMinutes: null } })
  expect(await alertsOf(world)).toEqual([])
})

test('a few failures among a few messages are no share (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  world.line.onSend(send => send.answer({ kind: 'refused', error: never }))
  await world.send(free)
  await world.clock.advance(minuteMs)
  expect(await alertsOf(world)).toEqual([])
})

test('a delivery that could not be prepared is told until it is mended (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.prepared({ lineId: 99 })
  expect(world.state(id)).toBe('failed')
  expect(await alertsOf(world)).toEqual([[id, 'preparation-failed']])
  const [alert] = await world.call('deliveries.alerts', {})
  expect(alert?.trouble?.code).toBe('delivery/line-gone')
  const { settings } = await world.call('deliveries.get', { id })
  await world.call('deliveries.edit', { id, settings: { ...settings, lineId: null } })
  expect(await alertsOf(world)).toEqual([])
})

test('one that stands still although it could send is told; one that waits for the morning or for a wave is not (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const every = { amount: 5, unit: 'hours' } as const
  const spread = { kind: 'waves', size: { of: 'count', messages: 1 }, every } as const
  await world.send({ timing: { ...free.timing, spread } })
  await world.clock.advance(hourMs)
  expect(await alertsOf(world)).toEqual([])
  const silent = await createTimedWorld({ people: britons(3) })
  silent.line.onSend(() => {})
  const id = await silent.send(free)
  expect(await alertsOf(silent)).toEqual([])
  await silent.clock.advance(16 * minuteMs)
  expect(await alertsOf(silent)).toEqual([[id, 'still']])
})

test('one whose line is away is told as such, and not as one that could send (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const missing = () => new SendError('port-missing', { retry: { kind: 'later' }, blame: 'config' })
  world.line.onSend(() => {})
  const id = await world.send(free)
  world.line.openErrors.push(...Array.from({ length: 500 }, missing))
  world.line.drop(lineClosed)
  await world.clock.advance(20 * minuteMs)
  expect(await alertsOf(world)).toEqual([[id, 'away']])
})

test('one whose other people wait for the text that wins does not stand still (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(40) })
  const winner = { by: 'hand', after: { amount: 1, unit: 'hours' }, onTie: 'ask' } as const
  const id = world.addDraft(
    { text: 'Text A', test: { others: [{ text: 'Text B' }], shares: [20, 20], winner } },
    free,
  )
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(2 * hourMs)
  expect(world.state(id)).toBe('sending')
  expect(await alertsOf(world)).toEqual([])
})

test('one that has not begun so long after its time is told (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const start = { kind: 'at', day: '2026-01-05', time: '10:00', timeZone: 'UTC' } as const
  const id = await world.send({ timing: { start } })
  expect(await alertsOf(world)).toEqual([])
  world.context.workspace.sql.prepare('UPDATE deliveries SET starts_at = starts_at - ?').run(2 * hourMs)
  expect(await alertsOf(world)).toEqual([[id, 'overdue']])
})

test('people who wait for the text that wins do not stand still, also where a person is to choose it (MO-08)', async () => {
  const world = await createTimedWorld({ people: britons(60) })
  const byHand = { by: 'hand', after: { amount: 1, unit: 'hours' }, onTie: 'ask' } as const
  const test = { others: [{ text: 'Text B' }], shares: [20, 20], winner: byHand }
  const id = world.addDraft({ text: 'Text A', test }, free)
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(3 * hourMs)
  expect(world.state(id)).toBe('sending')
  expect(await alertsOf(world)).toEqual([])
})
