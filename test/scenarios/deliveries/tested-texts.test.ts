import { expect, test } from 'vitest'
import type { ContentTest } from '../../../src/shared/delivery/content-test.ts'
import { britons, createTimedWorld, hourMs, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

const byReplies = {
  by: 'replies',
  after: { amount: 2, unit: 'hours' },
  onTie: 'first',
} as const

/** A and B on a fifth each; the others are held back. */
function twoTexts(winner: ContentTest['winner'] = byReplies) {
  const test: ContentTest = { others: [{ text: 'Text B' }], shares: [20, 20], ...(winner ? { winner } : {}) }
  return { text: 'Text A', test }
}

async function begin(world: TimedWorld, winner?: ContentTest['winner'], settings = {}): Promise<number> {
  const id = world.addDraft(twoTexts(winner), settings)
  await world.prepare(id)
  await world.confirm(id)
  return id
}

interface Text {
  readonly recipient: string
  readonly text: string
  readonly state: string
}

function textsOf(world: TimedWorld, id: number): Text[] {
  const query = 'SELECT recipient, text, state FROM messages WHERE delivery_id = ? ORDER BY id'
  return world.context.workspace.sql.prepare(query).all(id) as Text[]
}

function reply(world: TimedWorld, id: number, text: string, count: number): void {
  const { sql } = world.context.workspace
  const some = textsOf(world, id).filter(message => message.text === text && message.state === 'accepted')
  const insert = sql.prepare(
    "INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at) VALUES (1, ?, 'Yes', @now, @now)",
  )
  for (const { recipient } of some.slice(0, count)) insert.run(recipient, { now: world.clock.now() })
}

function sentTexts(world: TimedWorld, id: number): number {
  return world.messages(id).filter(({ state }) => state === 'accepted').length
}

test('the remainder gets the text with the most replies once the time is over', async () => {
  const world = await createTimedWorld({ people: britons(200) })
  const id = await begin(world)
  await world.clock.advance(hourMs)
  const tested = sentTexts(world, id)
  expect(tested).toBeGreaterThan(40)
  expect(tested).toBeLessThan(120)
  reply(world, id, 'Text B', 5)
  reply(world, id, 'Text A', 1)
  await world.clock.advance(hourMs - 2 * minuteMs)
  expect(sentTexts(world, id)).toBe(tested)
  await world.clock.advance(4 * minuteMs)
  expect(world.state(id)).toBe('finished')
  expect(new Set(world.departures.map(({ messageId }) => messageId)).size).toBe(200)
  expect(world.departures).toHaveLength(200)
  const { result } = await world.call('deliveryTests.get', { id })
  expect(result?.decision).toMatchObject({ winner: 1, chosenBy: 'measure', held: 0 })
  const toldB = textsOf(world, id).filter(({ text }) => text === 'Text B')
  expect(toldB).toHaveLength(200 - (result?.texts[0]?.messages ?? 0))
})

test('without any reply the first text is sent where that is chosen, and a person asked where not', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const first = await begin(world)
  await world.clock.advance(3 * hourMs)
  expect(world.state(first)).toBe('finished')
  const { result } = await world.call('deliveryTests.get', { id: first })
  expect(result?.decision).toMatchObject({ winner: 0, chosenBy: 'tie' })

  const asking = await begin(world, { ...byReplies, onTie: 'ask' })
  await world.clock.advance(3 * hourMs)
  expect(world.state(asking)).toBe('sending')
  const asked = await world.call('deliveryTests.get', { id: asking })
  expect(asked.result?.decision).toMatchObject({ winner: null, askedAt: expect.any(Number) as number })
  await world.call('deliveryTests.choose', { id: asking, text: 1 })
  await world.clock.advance(minuteMs)
  expect(world.state(asking)).toBe('finished')
  await expect(world.call('deliveryTests.choose', { id: asking, text: 0 })).rejects.toMatchObject({
    code: 'delivery/test-decided',
  })
})

test('a text is chosen by hand at any moment', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const id = await begin(world, { by: 'hand', after: { amount: 1, unit: 'hours' }, onTie: 'ask' })
  await world.clock.advance(minuteMs)
  await world.call('deliveryTests.choose', { id, text: 1 })
  await expect(world.call('deliveryTests.choose', { id, text: 0 })).rejects.toMatchObject({
    code: 'delivery/test-decided',
  })
  await world.clock.advance(minuteMs)
  expect(world.state(id)).toBe('finished')
  expect(world.departures).toHaveLength(100)
})

test('a program that ends between the test and the choice goes on where it was', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const id = await begin(world)
  await world.clock.advance(hourMs)
  reply(world, id, 'Text B', 4)
  const before = world.departures.length
  world.crash()
  await world.clock.advance(5 * hourMs)
  const later = await createTimedWorld({ path: world.path, clock: world.clock })
  await later.clock.advance(2 * minuteMs)
  expect(later.state(id)).toBe('finished')
  expect(before + later.departures.length).toBe(100)
  const ids = [...world.departures, ...later.departures].map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(100)
  const { result } = await later.call('deliveryTests.get', { id })
  expect(result?.decision).toMatchObject({ winner: 1, chosenBy: 'measure' })
})

test('a program that ends while people are let go lets the others go as it starts', async () => {
  const world = await createTimedWorld({ people: britons(100), perMinute: 60 })
  const id = await begin(world)
  await world.clock.advance(hourMs)
  await world.call('deliveryTests.choose', { id, text: 1 })
  world.crash()
  const later = await createTimedWorld({ path: world.path, clock: world.clock })
  await later.clock.advance(10 * minuteMs)
  expect(later.state(id)).toBe('finished')
  expect(world.departures.length + later.departures.length).toBe(100)
})

test('a pause keeps who is held back, and a stop cancels them', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const id = await begin(world)
  await world.clock.advance(minuteMs)
  const tested = sentTexts(world, id)
  await world.call('deliveries.pause', { id })
  await world.clock.advance(3 * hourMs)
  expect(sentTexts(world, id)).toBe(tested)
  await world.call('deliveries.resume', { id })
  await world.clock.advance(minuteMs)
  expect(world.state(id)).toBe('finished')
  const other = await begin(world)
  await world.clock.advance(minuteMs)
  await world.call('deliveries.stop', { id: other })
  await world.clock.advance(3 * hourMs)
  const { counts, preparation } = await world.call('deliveries.get', { id: other })
  expect(counts.cancelled + counts.accepted).toBe(preparation?.toDeliver)
  expect(counts.queued).toBe(0)
  expect(world.context.workspace.sql.prepare('SELECT count(*) FROM held_texts').pluck().get()).toBe(0)
})

test('quiet hours and waves hold for the remainder as for the test', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const timing = {
    start: { kind: 'at', day: '2026-01-05', time: '18:30', timeZone: 'UTC' },
    spread: { kind: 'waves', size: { of: 'count', messages: 50 }, every: { amount: 1, unit: 'hours' } },
  }
  const id = await begin(world, byReplies, { timing })
  await world.clock.advance(24 * hourMs)
  const times = world.times(id)
  expect(times).toHaveLength(100)
  expect(times.every(time => time < '20:00')).toBe(true)
  expect(times.filter(time => time === '18:30').length).toBeLessThanOrEqual(50)
  expect(times.some(time => time.startsWith('08:00+1') || time.startsWith('09:'))).toBe(true)
})

test('the review names the texts that clicks cannot choose, as nobody finds a link in them', async () => {
  const world = await createTimedWorld({ people: britons(50) })
  const unlinkedOf = async (text: string, by: 'clicks' | 'replies') => {
    const { test: texts } = twoTexts({ ...byReplies, by })
    const { preparation } = await world.prepare(world.addDraft({ text, test: texts }))
    return preparation?.test?.unlinked
  }
  expect(await unlinkedOf('Text A', 'clicks')).toEqual([0, 1])
  expect(await unlinkedOf('See https://clinic.example/book.', 'clicks')).toEqual([1])
  expect(await unlinkedOf('See clinic.example', 'clicks')).toEqual([1])
  expect(await unlinkedOf('Text A', 'replies')).toBeUndefined()
})

test('what everybody is told who is held back counts in the review with the dearest text', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const long = 'B'.repeat(200)
  const id = world.addDraft({
    text: 'Short',
    test: { others: [{ text: long }], shares: [30, 30], winner: byReplies },
  })
  const { preparation } = await world.prepare(id)
  const [a, b] = preparation?.test?.texts ?? []
  const held = preparation?.test?.held
  expect((a?.messages ?? 0) + (b?.messages ?? 0) + (held?.messages ?? 0)).toBe(100)
  expect(b?.parts).toBe(2 * (b?.messages ?? 0))
  expect(held?.texts.map(({ parts }) => parts)).toEqual([held?.messages, 2 * (held?.messages ?? 0)])
  expect(preparation?.parts).toBe((a?.parts ?? 0) + (b?.parts ?? 0) + 2 * (held?.messages ?? 0))
  const histogram = preparation?.histogram.reduce((sum, { parts, messages }) => sum + parts * messages, 0)
  expect(histogram).toBe(preparation?.parts)
})

test('preparing again gives everybody the same text, another text another digest', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const id = world.addDraft(twoTexts())
  const first = await world.prepare(id)
  const before = textsOf(world, id)
  const again = await world.prepare(id)
  expect(textsOf(world, id)).toEqual(before)
  expect(again.preparation?.digest).toBe(first.preparation?.digest)
  const content = twoTexts()
  await world.call('deliveries.edit', {
    id,
    content: { ...content, test: { ...content.test, others: [{ text: 'Text C' }] } },
  })
  const other = await world.prepare(id)
  expect(other.preparation?.digest).not.toBe(first.preparation?.digest)
})

test('a control group is taken out of all shares, and the sums hold', async () => {
  const world = await createTimedWorld({ people: britons(200) })
  const controlGroup = { pick: 'random', size: { of: 'percent', percent: 25 } }
  const id = world.addDraft(twoTexts(), { who: { controlGroup } } as never)
  const { preparation } = await world.prepare(id)
  expect(preparation).toMatchObject({ targeted: 200, excludedTotal: 50, toDeliver: 150 })
  const { texts = [], held } = preparation?.test ?? {}
  expect(texts.reduce((sum, { messages }) => sum + messages, held?.messages ?? 0)).toBe(150)
  const heldTexts = 'SELECT count(*) FROM held_texts'
  expect(world.context.workspace.sql.prepare(heldTexts).pluck().get()).toBe(2 * (held?.messages ?? 0))
})

test('shares of everybody are sent at once and need no winner', async () => {
  const world = await createTimedWorld({ people: britons(100) })
  const id = world.addDraft({ text: 'Text A', test: { others: [{ text: 'Text B' }], shares: [50, 50] } })
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  expect(world.state(id)).toBe('finished')
  const { result } = await world.call('deliveryTests.get', { id })
  expect(result?.decision).toBeUndefined()
  expect(result?.texts.map(({ sent }) => sent).reduce((sum, sent) => sum + sent)).toBe(100)
  await expect(world.call('deliveryTests.choose', { id, text: 0 })).rejects.toMatchObject({
    code: 'delivery/not-found',
  })
})

test('the shares of a test are exact to the person, also after a control group, and the same each time', async () => {
  const world = await createTimedWorld({ people: britons(211) })
  const controlGroup = { pick: 'random', size: { of: 'count', count: 8 } } as const
  const id = world.addDraft(twoTexts(), { who: { controlGroup } })
  await world.prepare(id)
  const counts = (): number[] => {
    const query = 'SELECT count(*) n FROM messages WHERE delivery_id = ? GROUP BY test ORDER BY test'
    return world.context.workspace.sql.prepare(query).pluck().all(id) as number[]
  }
  const people = (): unknown[] =>
    world.context.workspace.sql
      .prepare('SELECT person_id, test FROM messages WHERE delivery_id = ? ORDER BY person_id')
      .all(id)
  // 203 people: 40.6, 40.6 and 121.8; those who are held back come first.
  expect(counts()).toEqual([122, 41, 40])
  const { preparation } = await world.call('deliveries.get', { id })
  expect(preparation?.test).toMatchObject({
    texts: [{ messages: 41 }, { messages: 40 }],
    held: { messages: 122 },
  })
  const before = people()
  await world.call('deliveries.edit', { id, content: { ...twoTexts(), links: 'as-written' } })
  await world.prepare(id)
  expect(people()).toEqual(before)
})

test('who cannot get a text of a test stays with another, and the sums hold', async () => {
  const people = britons(60).map((person, index) => ({
    ...person,
    firstName: index < 30 ? 'x'.repeat(200) : '',
  }))
  const world = await createTimedWorld({ people })
  const test: ContentTest = {
    others: [{ text: 'Hello {{ first_name | default: "you" }}' }],
    shares: [50, 50],
  }
  const id = world.addDraft({ text: 'Hello', test }, { maxParts: 1 })
  await world.prepare(id)
  const { preparation } = await world.call('deliveries.get', { id })
  expect(preparation?.targeted).toBe(60)
  const [own, other] = preparation?.test?.texts ?? []
  expect((own?.messages ?? 0) + (other?.messages ?? 0)).toBe(preparation?.toDeliver)
  expect(Math.abs((own?.messages ?? 0) - (other?.messages ?? 0))).toBeLessThanOrEqual(1)
})

test('messages are told apart by the text of a test; who is held back has none until one is chosen', async () => {
  const world = await createTimedWorld({ people: britons(10) })
  const id = world.addDraft(twoTexts())
  await world.prepare(id)
  const read = (key: string) =>
    world.call('deliveries.messages', { id, within: { by: 'text', key }, offset: 0, limit: 20 })
  const { breakdowns } = await world.call('deliveries.figures', { id })
  expect(breakdowns.text).toMatchObject([
    { key: '0', messages: 2 },
    { key: '1', messages: 2 },
    { key: '', messages: 6 },
  ])
  expect((await read('1')).rows).toMatchObject([
    { text: 'Text B', test: 1 },
    { text: 'Text B', test: 1 },
  ])
  const waiting = await read('')
  expect(waiting.rows.map(({ held, test: which }) => ({ held, which }))).toEqual(
    Array.from({ length: 6 }, () => ({ held: ['Text A', 'Text B'], which: null })),
  )
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  await world.call('deliveryTests.choose', { id, text: 1 })
  await world.clock.advance(minuteMs)
  const told = await read('')
  expect(told.total).toBe(6)
  expect(told.rows.every(({ text, held }) => text === 'Text B' && held === undefined)).toBe(true)
})
