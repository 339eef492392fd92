import { expect, test } from 'vitest'
import type { WinnerMeasure } from '../../../src/shared/delivery/content-test.ts'
import { createWorld, type World } from '../../support/world.ts'

const hourMs = 3_600_000
const texts = ['Text A', 'Text B'] as const
/** The number is not in use, which no other attempt mends. */
const unused = { cms: 1 } as const

interface TestWorld extends World {
  readonly id: number
}

/** Two hundred people who receive at once, of whom three in ten get A and one in ten B; the others wait for the better one. */
async function begin(by: WinnerMeasure): Promise<TestWorld> {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  await world.addPeople(
    Array.from({ length: 200 }, (_, index) => {
      const [hundred, ending] = [Math.floor(index / 85), String(index % 85).padStart(2, '0')]
      return `+447700900${hundred}${ending}`
    }),
  )
  const winner = { by, after: { amount: 2, unit: 'hours' }, onTie: 'ask' } as const
  const test = { others: [{ text: texts[1] }], shares: [30, 10], winner }
  const { id } = await world.prepareDelivery({ text: texts[0], test })
  return Object.assign(world, { id })
}

async function confirm({ call, readDelivery, id }: TestWorld): Promise<void> {
  const { preparation } = await readDelivery(id)
  const typedCount = preparation?.toDeliver ?? 0
  await call('deliveries.confirm', { id, digest: preparation?.digest ?? '', typedCount })
}

/** Numbers of so many people of whom one of the texts is tried. */
async function some({ call, id }: TestWorld, text: 0 | 1, count: number): Promise<string[]> {
  const within = { by: 'text', key: String(text) } as const
  const { rows } = await call('deliveries.messages', { id, within, limit: count })
  return rows.map(({ recipient }) => recipient)
}

async function result({ call, id }: TestWorld) {
  const found = await call('deliveryTests.get', { id })
  return found.result ?? expect.fail('nothing was tried')
}

/** Until the text is chosen and everybody has theirs. */
async function expectWinnerB(world: TestWorld): Promise<void> {
  await world.clock.runUntil(
    async () => (await world.readDelivery(world.id)).state === 'finished',
    4 * hourMs,
  )
  expect((await result(world)).decision).toMatchObject({ winner: 1, chosenBy: 'measure', held: 0 })
  const told = world.network.journal.messages.filter(({ text }) => text === texts[1])
  expect(told.length).toBeGreaterThan(120)
}

test('the text wins that arrived at the larger share of its people, though the other one arrived at more of them', async () => {
  const world = await begin('delivered')
  const [toA, toB] = [await some(world, 0, 30), await some(world, 1, 2)]
  const bad = new Set([...toA, ...toB])
  world.faults = { recipient: number => (bad.has(number) ? unused : undefined) }
  await confirm(world)
  await world.clock.advance(hourMs)
  const [a, b] = (await result(world)).texts
  expect([a?.messages, a?.delivered, b?.messages, b?.delivered]).toEqual([60, 30, 20, 18])
  expect((await result(world)).compared.delivered).toMatchObject({ best: 1, verdict: 'clear' })
  world.faults = {}
  await expectWinnerB(world)
})

test('the text wins whose link more of its people followed, each of them counted once', async () => {
  const world = await begin('clicks')
  await confirm(world)
  await world.clock.advance(hourMs)
  const url = 'https://example.org/spring'
  const of = { url, deliveryId: world.id }
  const [toA, toB] = [await some(world, 0, 2), await some(world, 1, 1)]
  const clicks = [
    ...toA.map(phone => ({ ...of, phone })),
    ...toB.map(phone => ({ ...of, phone })),
    ...toB.map(phone => ({ ...of, phone, url: `${url}?again` })),
  ]
  expect(await world.call('clicks.record', { clicks })).toMatchObject({ recorded: 4 })
  const { texts: counted, compared } = await result(world)
  expect(counted.map(text => [text.sent, text.clicks])).toEqual([
    [60, 2],
    [20, 1],
  ])
  // One of twenty is more than two of sixty, but nobody may take that for certain.
  expect(compared.clicks).toEqual({ best: 1, verdict: 'few', chance: null })
  await expectWinnerB(world)
})

test('clicks and deliveries do not decide where replies are to, and a tie asks a person', async () => {
  const world = await begin('replies')
  await confirm(world)
  const [phone = ''] = await some(world, 1, 1)
  await world.clock.advance(hourMs)
  await world.call('clicks.record', {
    clicks: [{ phone, url: 'https://example.org/a', deliveryId: world.id }],
  })
  await world.clock.advance(2 * hourMs)
  expect((await result(world)).decision).toMatchObject({ winner: null, held: 120 })
  expect((await world.readDelivery(world.id)).state).toBe('sending')
  await world.call('deliveryTests.choose', { id: world.id, text: 1 })
  await world.finish(world.id)
  expect((await result(world)).decision).toMatchObject({ winner: 1, chosenBy: 'hand', held: 0 })
})
