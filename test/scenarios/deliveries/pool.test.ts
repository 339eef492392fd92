import { expect, test } from 'vitest'
import { awaitsSince } from '../../../src/main/engine/outbox/awaits-since.ts'
import type { DeliverySettings } from '../../../src/shared/delivery/delivery-settings.ts'
import { britons, createTimedWorld, dayMs, hourMs, type TimedWorld } from '../../support/timed-world.ts'

const free = { timing: { quietHours: { kind: 'off' } } } as const
const shared: Partial<DeliverySettings> = {
  timing: { quietHours: { kind: 'off' } },
  pool: { kind: 'all-but', of: 'gsm-modem', lineIds: [] },
}

/** Through which line each message of a delivery left. */
function linesOf(world: TimedWorld, id: number): { recipient: string; lineId: number }[] {
  return world.context.workspace.sql
    .prepare('SELECT recipient, line_id lineId FROM messages WHERE delivery_id = ? ORDER BY recipient')
    .all(id) as { recipient: string; lineId: number }[]
}

/** The line of the world gets a cap, and a second one with it. */
async function capped(people: number, cap: number): Promise<TimedWorld> {
  const world = await createTimedWorld({ people: britons(people) })
  await world.addLine({ address: 'COM6', dailyCap: cap }, 'gsm-modem')
  const [first] = world.lines.list()
  if (!first) throw new Error('no line')
  await world.lines.save({ ...first, settings: { address: 'COM5', dailyCap: cap } })
  await world.clock.settle()
  return world
}

test('a review tells the day on which caps let the last message go, and why', async () => {
  const world = await capped(50, 10)
  const id = await world.prepared(shared)
  const { plan } = await world.call('deliveries.plan', { id })
  expect(plan?.limits).toEqual(['day-cap'])
  expect(plan?.caps).toEqual({ day: 10 })
  // Twenty a day: the last ten on the third day, which is two midnights away.
  expect(plan?.endsAt).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 7))
  expect(plan?.endsAt).toBeLessThan(Date.UTC(2026, 0, 7, 1))
  const midnight = Date.UTC(2026, 0, 6)
  expect(plan?.hold).toMatchObject({ cause: 'day-cap', until: midnight })
  await world.confirm(id)
  await world.clock.advance(hourMs)
  expect(world.departures).toHaveLength(20)
  const later = await world.call('deliveries.plan', { id })
  expect(later.plan?.hold).toEqual({ cause: 'day-cap', from: world.clock.now(), until: midnight })
  expect(later.plan?.endsAt).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 7))
  await world.clock.advance(dayMs)
  expect(world.departures).toHaveLength(40)
  await world.clock.advance(dayMs)
  expect(world.state(id)).toBe('finished')
  expect(world.departures).toHaveLength(50)
})

test('people get their next message from the line that texted them last', async () => {
  const world = await createTimedWorld({ people: britons(20) })
  await world.addLine({ address: 'COM6' }, 'gsm-modem')
  const first = await world.send(shared)
  await world.clock.advance(hourMs)
  const second = await world.send(shared)
  await world.clock.advance(hourMs)
  expect(new Set(linesOf(world, first).map(({ lineId }) => lineId)).size).toBe(2)
  expect(linesOf(world, second)).toEqual(linesOf(world, first))
})

test('a line that has nothing left says with which line the other people stay', async () => {
  const world = await createTimedWorld({ people: britons(6) })
  await world.send({ ...free, lineId: 1 })
  await world.clock.advance(hourMs)
  const other = await world.addLine({ address: 'COM6' }, 'gsm-modem')
  world.line.onSend(() => {})
  const id = await world.send(shared)
  await world.clock.advance(20_000)
  const lines = await world.call('deliveries.lines', { id })
  const first = lines.find(line => line.id === 1)
  // It has had a message for twenty seconds, and five people wait for it.
  expect(first).toMatchObject({ doing: 'sending', leftTo: [] })
  expect(world.clock.now() - Number(first?.awaitsSince)).toBe(20_000)
  const { sql } = world.context.workspace
  expect([awaitsSince(sql, 1), awaitsSince(sql, other)]).toEqual([first?.awaitsSince, null])
  const second = lines.find(line => line.id === other)
  expect(second).toMatchObject({ doing: 'idle', awaitsSince: null, leftTo: ['Line 1'] })
})

test('a delivery names its lines, and none of them is removed before it is over', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const other = await world.addLine({ address: 'COM6' }, 'gsm-modem')
  const id = await world.prepared({ ...free, pool: { kind: 'these', lineIds: [1, other] } })
  const { line } = await world.call('deliveries.get', { id })
  expect(line?.name).toBe('Line 1, Line 2')
  await expect(world.lines.remove({ id: other })).rejects.toMatchObject({ code: 'line/in-use' })
})

test('lines of different kinds do not share a delivery', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const other = await world.addLine({}, 'simulator')
  const id = await world.prepared({ ...free, pool: { kind: 'these', lineIds: [1, other] } })
  expect(world.state(id)).toBe('failed')
  const { trouble } = await world.call('deliveries.get', { id })
  expect(trouble?.code).toBe('delivery/pool-mixed')
})
