import { expect, test } from 'vitest'
import { selectPeople } from '../../../src/main/engine/audiences/people-source.ts'
import type { ConfirmationRule, HoldCause } from '../../../src/shared/delivery/sending-settings.ts'
import type { PeopleSource } from '../../../src/shared/contract/people.ts'
import { SendError } from '../../../src/shared/errors.ts'
import {
  britons,
  createTimedWorld,
  dayMs,
  hourMs,
  minuteMs,
  type TimedWorld,
} from '../../support/timed-world.ts'

const free = { timing: { quietHours: { kind: 'off' } } } as const
const anHour = { kind: 'for', duration: { amount: 1, unit: 'hours' } } as const

const never = new SendError('cms-1', { retry: { kind: 'never' }, blame: 'recipient' })
const later = new SendError('cms-21', { retry: { kind: 'later' }, blame: 'recipient' })

function count(world: TimedWorld, id: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of world.messages(id)) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function auditOf(world: TimedWorld): string[] {
  const rows = world.context.workspace.sql.prepare('SELECT action FROM audit_log ORDER BY id').pluck()
  return rows.all() as string[]
}

test('what is too late expires and is never sent; the network is told until when (ST-03)', async () => {
  const world = await createTimedWorld({ people: britons(4), perMinute: 1 })
  const id = await world.send({
    ...free,
    sending: { validity: { kind: 'for', duration: { amount: 2, unit: 'minutes' } } },
  })
  await world.clock.advance(hourMs)
  expect(count(world, id)).toEqual({ accepted: 2, expired: 2 })
  expect(world.messages(id).at(-1)?.reason).toBe('too-late')
  expect(world.departures.map(({ expiresAt }) => expiresAt)).toEqual(
    Array.from({ length: 2 }, () => Date.UTC(2026, 0, 5, 9, 2)),
  )
  expect(world.state(id)).toBe('finished')
})

test('messages of a paused delivery expire too, and those that wait for the morning (ST-03)', async () => {
  const world = await createTimedWorld({ people: britons(3), perMinute: 1 })
  const id = await world.send({ sending: { validity: anHour } })
  await world.call('deliveries.pause', { id })
  await world.clock.advance(2 * hourMs)
  expect(count(world, id)).toEqual({ accepted: 1, expired: 2 })
  expect(world.state(id)).toBe('finished')
  const start = { kind: 'at', day: '2026-01-05', time: '19:59', timeZone: 'UTC' } as const
  const night = await world.send({ timing: { start }, sending: { validity: anHour } })
  await world.clock.advance(dayMs)
  expect(count(world, night)).toEqual({ accepted: 1, expired: 2 })
})

test('the review counts what would be too late, and what is over cannot be confirmed (ST-03)', async () => {
  const world = await createTimedWorld({ people: britons(3), perMinute: 1 })
  const until = { kind: 'until', day: '2026-01-05', time: '09:02', timeZone: 'UTC' } as const
  const id = await world.prepared({ ...free, sending: { validity: until } })
  const { plan } = await world.call('deliveries.plan', { id })
  expect(plan?.expiring).toBe(1)
  await world.clock.advance(hourMs)
  await expect(world.confirm(id)).rejects.toMatchObject({ code: 'delivery/too-late' })
})

test('a higher priority comes first, and a lower one is never starved (ST-02)', async () => {
  const world = await createTimedWorld({ people: britons(26), perMinute: 10 })
  const low = await world.send({ ...free, sending: { priority: 'low' } })
  const high = await world.send({ ...free, sending: { priority: 'high' } })
  await world.clock.advance(2 * minuteMs)
  const sent = [low, high].map(id => world.times(id).length)
  expect(sent[1]).toBeGreaterThan(3 * (sent[0] ?? 0))
  expect(sent[0]).toBeGreaterThan(1)
  await world.clock.advance(10 * minuteMs)
  expect([low, high].map(id => world.state(id))).toEqual(['finished', 'finished'])
})

test('among deliveries of one priority the first confirmed is the first sent', async () => {
  const world = await createTimedWorld({ people: britons(3), perMinute: 1 })
  const first = await world.send(free)
  const second = await world.send(free)
  await world.clock.advance(10 * minuteMs)
  expect(world.times(first)).toEqual(['09:00', '09:01', '09:02'])
  expect(world.times(second)).toEqual(['09:03', '09:04', '09:05'])
})

test('a budget pauses before it is exceeded, to the part, and says why', async () => {
  const world = await createTimedWorld({ people: britons(5) })
  const id = await world.send({ ...free, sending: { budgetMicros: 160_000 } })
  await world.clock.advance(minuteMs)
  expect(world.state(id)).toBe('paused')
  expect(count(world, id)).toEqual({ accepted: 3, queued: 2 })
  const { trouble, spent } = await world.call('deliveries.get', { id })
  expect(trouble).toEqual({ code: 'delivery/budget-reached', data: { budget: '0.16', currency: 'EUR' } })
  expect(spent).toEqual({ parts: 3, micros: 150_000 })
  await world.call('deliveries.resume', { id })
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ accepted: 3, queued: 2 })
})

test('a budget that was reached is raised by a person, which is written down, and the delivery goes on', async () => {
  const world = await createTimedWorld({ people: britons(5) })
  const id = await world.send({ ...free, sending: { budgetMicros: 160_000 } })
  await world.clock.advance(minuteMs)
  await expect(world.call('deliveries.raiseBudget', { id, budgetMicros: 160_000 })).rejects.toMatchObject({
    code: 'delivery/cannot-raise',
  })
  await world.call('deliveries.raiseBudget', { id, budgetMicros: 200_000 })
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ accepted: 4, queued: 1 })
  expect(world.state(id)).toBe('paused')
  await world.call('deliveries.raiseBudget', { id, budgetMicros: null })
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ accepted: 5 })
  const { rows } = await world.call('deliveries.journal', { id, offset: 0, limit: 100 })
  expect(rows.filter(({ kind }) => kind === 'budget-raised')).toHaveLength(2)
  await expect(world.call('deliveries.raiseBudget', { id, budgetMicros: null })).rejects.toMatchObject({
    code: 'delivery/cannot-raise',
  })
})

test('a message that was refused costs nothing, one that is unknown counts as spent', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  let sends = 0
  world.line.onSend(send => {
    sends += 1
    if (sends === 1) send.answer({ kind: 'refused', error: never })
    else if (sends === 2) send.answer({ kind: 'unknown', reason: 'modem-silent' })
    else send.accept()
  })
  const id = await world.send({ ...free, sending: { budgetMicros: 100_000 } })
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ failed: 1, unknown: 1, accepted: 1, queued: 1 })
})

test('a program that is killed at the limit of a budget spends not a part more', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  world.line.onSend(send => {
    if (world.line.sends.length < 2) send.accept()
  })
  const id = await world.send({ ...free, sending: { budgetMicros: 100_000 } })
  expect(count(world, id)).toEqual({ accepted: 1, claimed: 1, queued: 2 })
  world.crash()
  const after = await createTimedWorld({ path: world.path, clock: world.clock })
  await after.clock.advance(hourMs)
  expect(count(after, id)).toEqual({ accepted: 1, unknown: 1, queued: 2 })
  expect(after.departures).toEqual([])
  expect(after.state(id)).toBe('paused')
})

test('the workspace can limit what all deliveries spend in a day', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const { sql } = world.context.workspace
  const budget = JSON.stringify({ dayMicros: 200_000, monthMicros: null })
  sql.prepare("INSERT INTO settings VALUES ('budget', ?)").run(budget)
  const first = await world.send(free)
  const second = await world.send(free)
  await world.clock.advance(minuteMs)
  expect(world.state(first)).toBe('finished')
  expect(count(world, second)).toEqual({ accepted: 1, queued: 2 })
  expect((await world.call('deliveries.get', { id: second })).trouble?.code).toBe(
    'workspace/day-budget-reached',
  )
  await world.clock.advance(dayMs)
  await world.call('deliveries.resume', { id: second })
  await world.clock.advance(minuteMs)
  expect(world.state(second)).toBe('finished')
})

test('a stopped delivery cannot be resumed, a paused one can (MO-01)', async () => {
  const world = await createTimedWorld({ people: britons(3), perMinute: 1 })
  const id = await world.send(free)
  await world.call('deliveries.pause', { id })
  await world.call('deliveries.stop', { id })
  await expect(world.call('deliveries.resume', { id })).rejects.toMatchObject({
    code: 'delivery/cannot-resume',
  })
  await world.clock.advance(hourMs)
  expect(count(world, id)).toEqual({ accepted: 1, cancelled: 2 })
})

test('only what is sure to have failed is tried again, and never a number that is suppressed', async () => {
  const world = await createTimedWorld({ people: britons(6) })
  world.line.onSend(send => {
    const index = send.message.messageId % 6
    if (index === 1) send.answer({ kind: 'refused', error: never })
    else if (index === 2 || index === 3) send.answer({ kind: 'refused', error: later })
    else if (index === 4) send.answer({ kind: 'unknown', reason: 'modem-silent' })
    else send.accept()
  })
  const id = await world.send(free)
  await world.clock.advance(dayMs)
  expect(count(world, id)).toEqual({ failed: 3, unknown: 1, accepted: 2 })
  const third = world.messages(id)[2]?.recipient ?? ''
  world.context.workspace.sql
    .prepare("INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)")
    .run(third)
  world.line.onSend(send => send.accept())
  const before = world.line.sends.length
  expect(await world.call('deliveries.retryFailed', { id })).toEqual({
    retried: 1,
    unsure: 0,
    suppressed: 1,
    gone: 0,
    final: 1,
  })
  await world.clock.advance(minuteMs)
  expect(world.line.sends.length - before).toBe(1)
  expect(count(world, id)).toEqual({ failed: 2, unknown: 1, accepted: 3 })
  expect(world.state(id)).toBe('finished')
  await expect(world.call('deliveries.retryFailed', { id })).rejects.toMatchObject({
    code: 'delivery/nothing-to-retry',
  })
})

test('what a person counted as failed is told before a retry, and tried again only where that is asked for', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  world.line.onSend(send => {
    if (send.message.messageId % 3 === 0) send.accept()
    else if (send.message.messageId % 3 === 1) send.answer({ kind: 'unknown', reason: 'modem-silent' })
    else send.answer({ kind: 'refused', error: later })
  })
  const id = await world.send(free)
  await world.clock.advance(dayMs)
  await world.call('deliveries.decideUnknown', { id, as: 'failed' })
  const nothing = { suppressed: 0, gone: 0, final: 0 }
  const foreseen = { ...nothing, retried: 1, unsure: 1 }
  expect(await world.call('deliveries.foreseeRetry', { id })).toEqual(foreseen)
  expect(count(world, id)).toEqual({ accepted: 1, failed: 2 })
  world.line.onSend(send => send.accept())
  expect(await world.call('deliveries.retryFailed', { id })).toEqual(foreseen)
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ accepted: 2, failed: 1 })
  const all = { id, includesUnsure: true }
  expect(await world.call('deliveries.retryFailed', all)).toEqual({ ...nothing, retried: 1, unsure: 0 })
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ accepted: 3 })
})

test('unknown messages of one reason are settled alone, as sent unless told otherwise', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  world.line.onSend(send =>
    send.answer({
      kind: 'unknown',
      reason: send.message.messageId % 2 === 0 ? 'modem-silent' : 'interrupted',
    }),
  )
  const id = await world.send(free)
  await world.clock.advance(minuteMs)
  expect(await world.call('deliveries.reasons', { id, state: 'unknown' })).toEqual(
    expect.arrayContaining([
      { reason: 'modem-silent', messages: 2 },
      { reason: 'interrupted', messages: 2 },
    ]),
  )
  expect(await world.call('deliveries.decideUnknown', { id, reason: 'interrupted' })).toEqual({ decided: 2 })
  expect(count(world, id)).toEqual({ accepted: 2, unknown: 2 })
  await world.call('deliveries.decideUnknown', {
    id,
    as: 'failed',
    search: world.messages(id).find(row => row.state === 'unknown')?.recipient ?? '',
  })
  expect(count(world, id)).toEqual({ accepted: 2, unknown: 1, failed: 1 })
})

test('without a confirmation a delivery leaves once it is prepared, and the audit log says so (SD-14)', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const confirmation: ConfirmationRule = { kind: 'automatic', holdFor: ['over-budget'] }
  const id = await world.prepared({ ...free, sending: { confirmation } })
  await world.clock.advance(minuteMs)
  expect(count(world, id)).toEqual({ accepted: 2 })
  expect(auditOf(world)).toContain('delivery.confirmed')
})

test('switching the confirmation off and on again is written to the audit log (SD-14)', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const id = await world.prepared()
  const { settings } = await world.call('deliveries.get', { id })
  const confirmation: ConfirmationRule = { kind: 'automatic', holdFor: [] }
  await world.call('deliveries.edit', { id, settings: { ...settings, sending: { confirmation } } })
  await world.call('deliveries.edit', { id, settings })
  expect(auditOf(world)).toEqual(['delivery.confirmation-off', 'delivery.confirmation-on'])
})

test('a delivery that asks nobody is held where nobody would get it, or where it costs more than its budget (SD-14)', async () => {
  const world = await createTimedWorld({ people: [...britons(3), { phone: null }] })
  const confirmation: ConfirmationRule = { kind: 'automatic', holdFor: ['over-budget'] }
  const costly = await world.prepared({ ...free, sending: { confirmation, budgetMicros: 100_000 } })
  await world.clock.advance(minuteMs)
  expect(world.state(costly)).toBe('ready')
  expect((await world.call('deliveries.get', { id: costly })).trouble?.code).toBe('delivery/held-over-budget')
  await world.confirm(costly)
  expect(count(world, costly)).toEqual({ accepted: 2, queued: 1 })
  world.context.workspace.sql.prepare('DELETE FROM people WHERE phone IS NOT NULL').run()
  const empty = world.addDraft('Hello', { sending: { confirmation } })
  await world.prepare(empty)
  await world.clock.advance(minuteMs)
  expect((await world.call('deliveries.get', { id: empty })).trouble?.code).toBe('delivery/held-nobody')
})

test('a delivery that asks nobody is held where the text leaves somebody without a message, unless it is to leave in any case (SD-15)', async () => {
  const world = await createTimedWorld({
    people: [{ phone: '+447700900001', firstName: 'Ann' }, ...britons(1)],
  })
  const draft = (holdFor: readonly HoldCause[]) =>
    world.addDraft('Hi {{ first_name }}', {
      ...free,
      sending: { confirmation: { kind: 'automatic', holdFor: [...holdFor] } },
    })
  const careful = draft(['text'])
  await world.prepare(careful)
  await world.clock.advance(minuteMs)
  const held = await world.call('deliveries.get', { id: careful })
  expect(held).toMatchObject({ state: 'ready', trouble: { code: 'delivery/held-text', data: { count: 1 } } })
  const careless = draft([])
  await world.prepare(careless)
  await world.clock.advance(minuteMs)
  expect(count(world, careless)).toEqual({ accepted: 1 })
})

test('what was released by itself for later and is taken back asks from then on (SD-14)', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const start = { kind: 'at', day: '2026-01-05', time: '12:00', timeZone: 'UTC' } as const
  const confirmation: ConfirmationRule = { kind: 'automatic', holdFor: [] }
  const id = await world.prepared({ timing: { start }, sending: { confirmation } })
  await world.clock.advance(minuteMs)
  expect(world.state(id)).toBe('scheduled')
  await world.call('deliveries.withdraw', { id })
  expect(world.state(id)).toBe('draft')
  await world.prepare(id)
  await world.clock.advance(dayMs)
  expect(world.state(id)).toBe('ready')
  expect(world.departures).toEqual([])
})

test('people of any message state, or of any cause of exclusion, can be taken for an audience', async () => {
  const world = await createTimedWorld({ people: [...britons(3), { phone: null }] })
  world.line.onSend(send =>
    send.message.messageId % 3 === 0 ? send.answer({ kind: 'refused', error: never }) : send.accept(),
  )
  const id = await world.send(free)
  await world.clock.advance(minuteMs)
  const { sql } = world.context.workspace
  const people = (source: PeopleSource): unknown[] => {
    const query = selectPeople(sql, source)
    return sql
      .prepare(query.sql)
      .pluck()
      .all(...query.parameters)
  }
  expect(people({ deliveryId: id })).toEqual([1, 2, 3])
  expect(people({ deliveryId: id, states: ['failed'] })).toEqual([3])
  expect(people({ deliveryId: id, states: ['accepted', 'unknown'] })).toEqual([1, 2])
  expect(people({ excludedFromId: id })).toEqual([4])
  expect(people({ excludedFromId: id, cause: 'suppressed' })).toEqual([])
})
