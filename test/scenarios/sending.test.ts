import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import { createWorld, type World } from '../support/world.ts'

/** Numbers by how their last two digits make the simulated person behave. */
const numbersEndingIn = (...endings: readonly number[]): string[] =>
  endings.map(ending => `+4477009000${String(ending).padStart(2, '0')}`)
const prompt = numbersEndingIn(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
const minuteMs = 60_000

async function worldOf(phones: readonly string[], settings = {}): Promise<World> {
  const world = createWorld()
  await world.addLine(settings)
  await world.addPeople(phones)
  return world
}

function expectSumsToHold({ preparation, counts }: Delivery): void {
  const { targeted, excludedTotal, toDeliver, excluded } = preparation ?? expect.fail('not prepared')
  expect(excluded.reduce((sum, { count }) => sum + count, 0)).toBe(excludedTotal)
  expect(targeted).toBe(excludedTotal + toDeliver)
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(toDeliver)
}

function expectEachOnce({ network }: World, phones: readonly string[]): void {
  expect(network.journal.messages.map(({ recipient }) => recipient).toSorted()).toEqual(phones.toSorted())
}

test('starting prepares and sends nothing; confirming sends to everyone once and settles all', async () => {
  const phones = [...prompt, ...numbersEndingIn(86, 89, 91, 93, 95, 96, 99)]
  const world = await worldOf(phones)
  const prepared = await world.prepareDelivery('Hello {{ first_name }}')
  await world.clock.advance(minuteMs)
  expect(world.network.journal.messages).toEqual([])

  const { id, preparation } = prepared
  const confirmation = { id, digest: preparation?.digest ?? '', typedCount: phones.length }
  expect(await world.call('deliveries.confirm', confirmation)).toEqual({ isFirst: true })
  const over = await world.finish(id)
  expect(over.counts).toMatchObject({ delivered: 13, undelivered: 2, failed: 1, accepted: 1, unknown: 0 })
  expectSumsToHold(over)
  expectEachOnce(
    world,
    phones.filter(phone => !phone.endsWith('86')),
  )
  expect(world.log.filter(({ level }) => level === 'error')).toEqual([])
})

test('a second confirmation is inert, also when both come at once', async () => {
  const world = await worldOf(prompt)
  const { id, preparation } = await world.prepareDelivery()
  const confirmation = { id, digest: preparation?.digest ?? '', typedCount: prompt.length }
  const answers = [confirmation, confirmation].map(input => world.client.call('deliveries.confirm', input))
  await world.clock.settle()
  expect(await Promise.all(answers)).toEqual([{ isFirst: true }, { isFirst: false }])
  await world.finish(id)
  expect(await world.call('deliveries.confirm', confirmation)).toEqual({ isFirst: false })
  await world.clock.advance(minuteMs)
  expectEachOnce(world, prompt)
})

test('pausing holds everything back after one message, resuming sends the rest', async () => {
  const world = await worldOf(prompt, { latencyMs: 1_000 })
  const { id } = await world.startDelivery()
  await world.clock.advance(3_500)
  await world.call('deliveries.pause', { id })
  const before = world.network.journal.messages.length
  await world.clock.advance(10 * minuteMs)
  expect(world.network.journal.messages.length - before).toBeLessThanOrEqual(1)
  expect((await world.readDelivery(id)).state).toBe('paused')
  await world.call('deliveries.resume', { id })
  const over = await world.finish(id)
  expect(over.counts.delivered).toBe(prompt.length)
  expectEachOnce(world, prompt)
})

test('stopping cancels what has not left, and what has left keeps its outcome', async () => {
  const world = await worldOf(prompt, { latencyMs: 1_000 })
  const { id } = await world.startDelivery()
  await world.clock.advance(3_500)
  await world.call('deliveries.stop', { id })
  await world.clock.advance(10 * minuteMs)
  const over = await world.readDelivery(id)
  expect(over.state).toBe('stopped')
  expect(over.counts.cancelled + over.counts.delivered).toBe(prompt.length)
  expect(over.counts.cancelled).toBeGreaterThan(0)
  expect(world.network.journal.messages).toHaveLength(over.counts.delivered)
  expectSumsToHold(over)
})

test('a permanent refusal fails one message at once and the line goes on', async () => {
  const phones = numbersEndingIn(1, 85, 2)
  const world = await worldOf(phones)
  const { id } = await world.startDelivery()
  const over = await world.finish(id)
  expect(over.counts).toMatchObject({ delivered: 2, failed: 1 })
  const { rows } = await world.call('deliveries.messages', { id, state: 'failed' })
  expect(rows).toMatchObject([{ recipient: phones[1], reason: 'cms-1', attempts: 1 }])
})

test('a temporary refusal is tried again after a while', async () => {
  const world = await worldOf(prompt.slice(0, 3))
  world.faults = { submit: ordinal => (ordinal === 2 ? { cms: 42 } : undefined) }
  const { id } = await world.startDelivery()
  await world.clock.advance(9_000)
  expect((await world.readDelivery(id)).counts.queued).toBe(1)
  const over = await world.finish(id)
  expect(over.counts.delivered).toBe(3)
  const { rows } = await world.call('deliveries.messages', { id })
  expect(rows.filter(({ attempts }) => attempts === 2)).toHaveLength(1)
})

test('a link that dies before the message left is opened again and nobody notices', async () => {
  const world = await worldOf(prompt)
  world.faults = { submit: ordinal => (ordinal === 4 ? 'vanish-before-prompt' : undefined) }
  const { id } = await world.startDelivery()
  const over = await world.finish(id)
  expect(over.counts.delivered).toBe(prompt.length)
  expectEachOnce(world, prompt)
})

test('a modem that is unplugged between two messages is waited for', async () => {
  const world = await worldOf(prompt, { latencyMs: 1_000, perMinute: 10 })
  const { id } = await world.startDelivery()
  await world.clock.advance(20_000)
  world.unplug()
  await world.clock.settle()
  const line = (await world.call('lines.list', {})).find(({ isDefault }) => isDefault)
  expect(line).toMatchObject({ state: 'broken', trouble: { code: 'line-closed' } })
  const over = await world.finish(id)
  expect(over.counts.delivered).toBe(prompt.length)
  expectEachOnce(world, prompt)
})

test.each(['vanish-after-data', 'vanish-unsent'] as const)(
  'after %s the message is never sent again, its receipt settles it if there is one, and the others are sent',
  async fault => {
    const world = await worldOf(prompt)
    world.faults = { submit: ordinal => (ordinal === 4 ? fault : undefined) }
    const { id } = await world.startDelivery()
    const over = await world.finish(id, 24 * 60 * minuteMs)
    const unknown = fault === 'vanish-unsent' ? 1 : 0
    expect(over.counts).toMatchObject({ delivered: prompt.length - unknown, unknown })
    const arrived = world.network.journal.messages.map(({ recipient }) => recipient)
    expect(new Set(arrived).size).toBe(arrived.length)
    expect(arrived).toHaveLength(fault === 'vanish-unsent' ? prompt.length - 1 : prompt.length)
    expectSumsToHold(over)
  },
)

test('a message whose answer was lost is settled by its receipt', async () => {
  const world = await worldOf(prompt)
  world.faults = { submit: ordinal => (ordinal === 4 ? 'answer-lost' : undefined) }
  const { id } = await world.startDelivery()
  const over = await world.finish(id, 10 * minuteMs)
  expect(over.counts.delivered).toBe(prompt.length)
  expectEachOnce(world, prompt)
})

test('a refused third part is sent again as that part, and the text arrives whole', async () => {
  const text = 'One text in three parts. '.repeat(14).trim()
  const world = await worldOf(prompt.slice(0, 1))
  world.faults = { submit: ordinal => (ordinal === 3 ? { cms: 42 } : undefined) }
  const { id } = await world.startDelivery(text)
  const over = await world.finish(id)
  expect(over.counts.delivered).toBe(1)
  expect(world.network.journal.parts.map(({ index }) => index)).toEqual([1, 2, 3])
  expect(world.network.journal.messages).toMatchObject([{ text, parts: 3 }])
})

test('three hundred messages go out with references that wrap, and every receipt finds its own', async () => {
  // 85 of each hundred are people who receive promptly.
  const phones = Array.from({ length: 300 }, (_, index) => {
    const ending = String(index % 85).padStart(2, '0')
    return `+447700900${Math.floor(index / 85)}${ending}`
  })
  const world = await worldOf(phones, { latencyMs: 0 })
  const { id } = await world.startDelivery('Hello '.repeat(40).trim())
  const over = await world.finish(id)
  expect(over.counts.delivered).toBe(300)
  expect(world.network.journal.parts).toHaveLength(600)
  expectSumsToHold(over)
})

test('replies are kept', async () => {
  const world = await worldOf(numbersEndingIn(96, 97))
  const { id } = await world.startDelivery()
  await world.finish(id)
  const sql = new Sqlite(world.path, { readonly: true })
  const texts = sql.prepare('SELECT text FROM inbound_messages ORDER BY text').pluck().all()
  expect(texts).toEqual(['OK thanks', 'STOP'])
  sql.close()
})
