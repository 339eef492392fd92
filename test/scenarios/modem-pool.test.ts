import { expect, test } from 'vitest'
import { identityOf } from '../../src/main/engine/transports/simulator/modem-state.ts'
import { behaviourOf, kindOf } from '../../src/main/engine/transports/simulator/people.ts'
import { createModemPool } from '../support/modem-pool.ts'
import { numbers } from '../support/pooled-world.ts'

const minute = 60_000
const ports = (count: number): number[] => Array.from({ length: count }, (_, port) => port)
/** So many people whose network takes what they are sent. */
const reachable = (count: number): string[] =>
  numbers(2 * count)
    .filter(phone => behaviourOf(kindOf(phone)).refusal === undefined)
    .slice(0, count)

test('32 modems share a delivery evenly, and the ledger is what their networks bill', async () => {
  const world = await createModemPool(32)
  const people = reachable(640)
  const id = world.addDelivery(people, { pool: world.ids, text: 'x'.repeat(200) })
  world.outbox.wake()
  await world.clock.runUntil(() => world.deliveryState(id) === 'finished', 10 * minute)
  const billed = ports(32).map(world.billed)
  expect(billed.flat().toSorted()).toEqual(people.toSorted())
  for (const port of ports(32)) expect(world.entered(port)).toEqual(billed[port])
  const shares = billed.map(({ length }) => length)
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(19)
  expect(Math.max(...shares)).toBeLessThanOrEqual(21)
  const { sql } = world.context.workspace
  const usage = sql.prepare('SELECT parts FROM sim_usage WHERE sim = ?').pluck()
  for (const port of ports(32)) {
    expect(usage.get(`imsi ${identityOf(port).imsi}`)).toBe(2 * (shares[port] ?? 0))
  }
})

test('modems that break and cables that come out cost nobody a message, and give nobody two', async () => {
  const faults = [
    { submit: (ordinal: number) => (ordinal > 2 ? { cms: 10 } : undefined) },
    { submit: (ordinal: number) => (ordinal === 3 ? 'vanish-before-prompt' : undefined) },
    { submit: (ordinal: number) => (ordinal === 2 ? { cms: 42 } : undefined) },
    { promptDelayMs: 150 },
  ] as const
  const world = await createModemPool(8, { faults })
  const people = reachable(160)
  const id = world.addDelivery(people, { pool: world.ids })
  world.outbox.wake()
  await world.clock.runUntil(() => world.deliveryState(id) === 'finished', 10 * minute)
  const billed = ports(8).map(world.billed)
  expect(billed.flat().toSorted()).toEqual(people.toSorted())
  for (const port of ports(8)) expect(world.entered(port)).toEqual(billed[port])
  expect(billed[0]).toHaveLength(2)
  expect(billed[3]?.length).toBeLessThan(billed[4]?.length ?? 0)
})

test('a SIM keeps its count in whichever modem it is, and on whichever line', async () => {
  const world = await createModemPool(1, { limits: { dailyCap: 10 } })
  const people = reachable(30)
  world.addDelivery(people.slice(0, 8), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(minute)
  expect(world.billed(0)).toHaveLength(8)
  // The same SIM in another stick, at the same port.
  const { imsi } = identityOf(0)
  const second = world.plug(0, { imei: identityOf(7).imei, imsi })
  world.addDelivery(people.slice(8, 20), { lineId: world.ids[0] ?? 0 })
  world.outbox.wake()
  await world.clock.advance(5 * minute)
  expect(second.journal.messages).toHaveLength(2)
  expect(world.outbox.doingOf(world.ids[0] ?? 0)).toMatchObject({ kind: 'day-cap' })
  // And in a third one, which has a line of its own.
  const third = world.plug(1, { imei: identityOf(8).imei, imsi })
  const other = await world.addLine({ address: 'COM2', dailyCap: 11 }, 'gsm-modem')
  world.addDelivery(people.slice(20), { lineId: other })
  world.outbox.wake()
  await world.clock.advance(5 * minute)
  expect(third.journal.messages).toHaveLength(1)
})
