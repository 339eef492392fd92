import { expect, test } from 'vitest'
import { SendError } from '../../../src/shared/errors.ts'
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
  const { reasons } = await world.call('deliveries.figures', { id })
  expect(reasons).toEqual([
    expect.objectContaining({ state: 'failed', reason: 'cms-1', messages: counts.failed }),
  ])
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
  const world = await createTimedWorld({ people: [...britons(1), { phone: null }] })
  const id = await world.send(free)
  await world.clock.advance(minuteMs)
  const { rows } = await world.call('deliveries.journal', { id })
  expect(rows.length).toBeGreaterThan(2)
  const exclusions = await world.call('deliveries.exclusions', { id })
  expect(exclusions.rows.map(({ causes }) => causes[0]?.cause)).toEqual(['no-phone'])
  const messages = await world.call('deliveries.messages', { id })
  expect(messages.rows).toEqual([expect.objectContaining({ state: 'accepted', attempts: 1 })])
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
