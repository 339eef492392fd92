import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SendError } from '../../../src/shared/errors.ts'
import { ratesOf } from '../../../src/shared/delivery/delivery-rates.ts'
import { createTemporaryFolder } from '../../support/temporary-folder.ts'
import { createWorld } from '../../support/world.ts'
import { britons, createTimedWorld, dayMs, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

const free = { timing: { quietHours: { kind: 'off' } } } as const
const never = new SendError('cms-1', { retry: { kind: 'never' }, blame: 'recipient' })

function states(world: TimedWorld, id: number): string[] {
  return world.messages(id).map(({ state }) => state)
}

test('a message is queued, accepted and delivered; refused, unknown, cancelled and expired are told apart (MO-02)', async () => {
  const world = await createTimedWorld({ people: britons(6), perMinute: 1 })
  world.line.onSend(send => {
    if (send.message.messageId === 2) send.answer({ kind: 'refused', error: never })
    else if (send.message.messageId === 3) send.answer({ kind: 'unknown', reason: 'modem-silent' })
    else send.accept()
  })
  const id = await world.prepared(free)
  expect(new Set(states(world, id))).toEqual(new Set(['queued']))
  await world.confirm(id)
  await world.clock.advance(3 * minuteMs)
  await world.call('deliveries.stop', { id })
  await world.preparations.whenIdle()
  expect(states(world, id)).toEqual(['accepted', 'failed', 'unknown', 'accepted', 'cancelled', 'cancelled'])
  const sending = { validity: { kind: 'for', duration: { amount: 1, unit: 'minutes' } } } as const
  const late = await world.send({ ...free, sending })
  await world.clock.advance(10 * minuteMs)
  expect(new Set(states(world, late))).toContain('expired')
})

test('an answer makes a message accepted, and only a receipt makes it delivered (MO-03)', async () => {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(['+447700900001'])
  const { id } = await world.startDelivery()
  await world.clock.runUntil(async () => (await world.readDelivery(id)).counts.accepted === 1)
  expect((await world.readDelivery(id)).counts.delivered).toBe(0)
  const after = await world.finish(id)
  expect(after.counts).toMatchObject({ accepted: 0, delivered: 1 })
})

test('targeted is excluded and to deliver; of those, every message is in one state (MO-04)', async () => {
  const world = await createTimedWorld({
    people: [...britons(5), { phone: null }, { phone: '+447700900001' }],
  })
  world.line.onSend(send => {
    if (send.message.messageId % 2 === 0) send.answer({ kind: 'refused', error: never })
    else send.accept()
  })
  const id = await world.send(free)
  await world.clock.advance(dayMs)
  const { preparation, counts } = await world.call('deliveries.get', { id })
  expect(preparation).toMatchObject({ targeted: 7, excludedTotal: 2, toDeliver: 5 })
  expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(5)
  expect([counts.accepted, counts.failed]).toEqual([3, 2])
  const { reasons } = await world.call('deliveries.figures', { id })
  expect(reasons).toEqual([
    expect.objectContaining({ state: 'failed', reason: 'cms-1', messages: counts.failed }),
  ])
})

test('what is taken by the network is not yet delivered, and shares are of what was sent (MO-04)', async () => {
  const world = createWorld()
  await world.addLine()
  // By their endings: three who receive, one whose number is not in use, one whose phone is off, one of whom nothing is heard.
  await world.addPeople(['01', '02', '86', '95', '98', '99'].map(ending => `+4477009000${ending}`))
  const { id } = await world.startDelivery()
  const { counts, preparation } = await world.finish(id)
  const rates = ratesOf(counts)
  expect(rates.toDeliver).toBe(preparation?.toDeliver)
  expect(rates).toMatchObject({ sent: 6, unknown: 0, waiting: 0, unsent: 0 })
  expect(rates.accepted + rates.delivered + rates.failed).toBe(rates.sent)
  expect(rates.takenByNetwork).toBe(rates.sent - counts.failed)
  expect(counts).toMatchObject({ delivered: 3, accepted: 1, failed: 1, undelivered: 1 })
  expect([rates.deliveredRate, rates.errorRate]).toEqual([3 / 6, 2 / 6])
  const of = { id, limit: 10 }
  for (const state of ['accepted', 'delivered', 'failed', 'undelivered'] as const) {
    expect((await world.call('deliveries.messages', { ...of, states: [state] })).total).toBe(counts[state])
  }
})

test('figures change with the messages, without anybody computing them again (MO-05)', async () => {
  const world = await createTimedWorld({ people: britons(3), perMinute: 1 })
  const id = await world.send(free)
  const queued = async () => (await world.call('deliveries.progress', { id })).counts.queued
  expect(await queued()).toBe(2)
  await world.clock.advance(minuteMs)
  expect(await queued()).toBe(1)
})

test('what was prepared, sent and decided is kept in a log, with the exclusions and their causes (MO-06)', async () => {
  const world = await createTimedWorld({ people: [...britons(2), { phone: null }], perMinute: 1 })
  const id = await world.send(free)
  await world.call('deliveries.pause', { id })
  await world.call('deliveries.resume', { id })
  await world.clock.advance(2 * minuteMs)
  const { rows } = await world.call('deliveries.journal', { id })
  expect(rows.map(({ kind }) => kind).toReversed()).toEqual([
    'created',
    'preparing',
    'prepared',
    'confirmed',
    'paused',
    'resumed',
    'finished',
  ])
  expect(rows.find(({ kind }) => kind === 'prepared')?.numbers).toEqual({
    targeted: 3,
    excluded: 1,
    toDeliver: 2,
  })
  const exclusions = await world.call('deliveries.exclusions', { id })
  expect(exclusions.rows.map(({ causes }) => causes[0]?.cause)).toEqual(['no-phone'])
  const messages = await world.call('deliveries.messages', { id })
  const sent = { state: 'accepted', attempts: 1 }
  expect(messages.rows).toMatchObject([sent, sent])
})

test('the course of a sending of many minutes has all its messages, each in its step (MO-07)', async () => {
  const world = await createTimedWorld({ people: britons(40), perMinute: 10 })
  const id = await world.send(free)
  await world.clock.advance(5 * minuteMs)
  const { stepMs, points } = await world.call('deliveries.timeline', { id })
  expect(stepMs).toBe(5000)
  expect(points.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(40)
  const filled = points.filter(({ accepted }) => accepted > 0)
  expect(filled.length).toBeGreaterThan(30)
})

test('the figures of a delivery are saved to a file that says what its screen says (MO-07)', async () => {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(['01', '02', '86'].map(ending => `+4477009000${ending}`))
  await world.call('people.create', { firstName: 'Nobody' })
  const { id } = await world.startDelivery()
  const { counts, preparation, spent } = await world.finish(id)
  const file = join(createTemporaryFolder(), 'figures.csv')
  await world.client.call('exports.start', { what: { of: 'figures', deliveryId: id }, format: 'csv', file })
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const linesOf = (part: string): string[][] =>
    lines.map(line => line.split(',')).filter(([first]) => first === part)
  expect(linesOf('people').map(([, what, count]) => [what, Number(count)])).toEqual([
    ['targeted', preparation?.targeted],
    ['no-phone', 1],
  ])
  expect(linesOf('reason')).toHaveLength(1)
  const [all] = linesOf('all')
  expect(all?.slice(2, 5).map(Number)).toEqual([3, 3, counts.delivered])
  const cost = Object.fromEntries(linesOf('cost').map(([, what = '', amount]) => [what, Number(amount)]))
  expect([cost['parts'], cost['spent']]).toEqual([spent.parts, (spent.micros ?? 0) / 1_000_000])
})

test('messages and figures outlive the runs that they came from (MO-10)', async () => {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(['+447700900001'])
  const { id, workflow } = await world.startDelivery()
  const before = await world.finish(id)
  await world.call('workflows.remove', { id: workflow?.id ?? 0 })
  world.clock.set(world.clock.now() + 400 * dayMs)
  await world.clock.advance(minuteMs)
  const after = await world.readDelivery(id)
  expect([after.counts, after.spent, after.preparation]).toEqual([
    before.counts,
    before.spent,
    before.preparation,
  ])
  expect((await world.call('messages.toNumber', { number: '+447700900001' })).total).toBe(1)
})
