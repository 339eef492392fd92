import { expect, test } from 'vitest'
import { createWorld, type World } from '../support/world.ts'

const phones = Array.from({ length: 12 }, (_, index) => `+4477009000${String(index + 1).padStart(2, '0')}`)

const arrived = ({ network }: World): string[] =>
  network.journal.messages.map(({ recipient }) => recipient).toSorted()

async function worldOfTwelve(settings = {}): Promise<World> {
  const world = createWorld()
  await world.addLine(settings)
  await world.addPeople(phones)
  return world
}

test('a number that is suppressed before the preparation is excluded with that cause', async () => {
  const world = await worldOfTwelve()
  await world.call('suppressions.addNumber', { phone: phones[0] ?? '' })
  const { id, preparation } = await world.startDelivery()
  expect(preparation).toMatchObject({
    targeted: 12,
    toDeliver: 11,
    excluded: [{ cause: 'suppressed', count: 1 }],
  })
  await world.finish(id)
  expect(arrived(world)).toEqual(phones.slice(1))
})

test('numbers that are suppressed between the confirmation and the dispatch get nothing', async () => {
  const world = await worldOfTwelve({ latencyMs: 1_000 })
  const { id } = await world.startDelivery()
  await world.clock.advance(3_500)
  const before = arrived(world)
  const late = phones.filter(phone => !before.includes(phone)).slice(3)
  for (const phone of late) await world.call('suppressions.addNumber', { phone })
  const over = await world.finish(id)
  expect(arrived(world)).toEqual(phones.filter(phone => !late.includes(phone)))
  expect(over.counts).toMatchObject({
    cancelled: late.length,
    delivered: phones.length - late.length,
    queued: 0,
  })
  const { rows } = await world.call('deliveries.messages', { id, state: 'cancelled' })
  expect(rows.map(({ recipient, reason, attempts }) => [recipient, reason, attempts])).toEqual(
    late.map(phone => [phone, 'suppressed', 0]),
  )
})

test('a delivery of which everyone left is suppressed while it is paused finishes without sending', async () => {
  const world = await worldOfTwelve({ latencyMs: 1_000 })
  const { id } = await world.startDelivery()
  await world.clock.advance(2_500)
  await world.call('deliveries.pause', { id })
  await world.clock.advance(10_000)
  const before = arrived(world)
  await world.call('suppressions.add', { selection: { all: {} } })
  await world.call('deliveries.resume', { id })
  const over = await world.finish(id)
  expect(arrived(world)).toEqual(before)
  expect(over.counts.cancelled).toBe(phones.length - before.length)
})
