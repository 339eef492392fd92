import { expect, test } from 'vitest'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../../support/scripted-line.ts'

const anna = '+447700900001'
const bert = '+447700900002'
const patienceMs = 600_000

interface Said {
  readonly sender?: string
  readonly of?: number
  readonly reference?: number
  readonly sentAt?: number
}

async function listeningWorld(before?: ReturnType<typeof createOutboxWorld>, path?: string) {
  const line = createScriptedLine()
  const world = createOutboxWorld(line.open, path, before?.clock)
  const id = before ? 1 : await world.addLine()
  world.outbox.recover()
  await world.lines.test(id)
  const hear = (
    text: string,
    index: number,
    { sender = anna, of = 2, reference = 5, sentAt = 1000 }: Said = {},
  ): void => line.events.inbound({ sender, text, sentAt, part: { reference, isWide: false, of, index } })
  const texts = (): unknown[] =>
    world.context.workspace.sql.prepare('SELECT text FROM inbound_messages ORDER BY id').pluck().all()
  return { ...world, line, hear, texts }
}

test('parts that come in the wrong order and twice make one message', async () => {
  const { hear, texts, context } = await listeningWorld()
  hear('c', 3, { of: 3 })
  hear('a', 1, { of: 3 })
  hear('a', 1, { of: 3 })
  expect(texts()).toEqual([])
  hear('b', 2, { of: 3 })
  expect(texts()).toEqual(['abc'])
  expect(context.workspace.sql.prepare('SELECT sender, sent_at FROM inbound_messages').all()).toEqual([
    { sender: anna, sent_at: 1000 },
  ])
})

test('two senders with one reference do not mix', async () => {
  const { hear, texts } = await listeningWorld()
  hear('a', 1)
  hear('x', 1, { sender: bert })
  hear('b', 2)
  hear('y', 2, { sender: bert })
  expect(texts()).toEqual(['ab', 'xy'])
})

test('what is incomplete ten minutes after its last part is passed on with a gap', async () => {
  const { hear, texts, clock } = await listeningWorld()
  hear('ST', 1, { of: 3 })
  await clock.advance(60_000)
  hear('OP', 2, { of: 3 })
  await clock.advance(patienceMs - 1)
  expect(texts()).toEqual([])
  await clock.advance(1)
  expect(texts()).toEqual(['STOP…'])
})

test('a second message under the reference of an unfinished one loses nothing of either', async () => {
  const { hear, texts } = await listeningWorld()
  hear('old', 1)
  hear('new', 1, { sentAt: 61_000 })
  hear('er', 2, { sentAt: 61_000 })
  expect(texts()).toEqual(['old…', 'newer'])
})

test('parts outlive the program, and wait their time again after it starts', async () => {
  const first = await listeningWorld()
  first.hear('Not before ', 1)
  const { path } = first.context.workspace
  first.crash()
  await first.clock.advance(3_600_000)
  const second = await listeningWorld(first, path)
  await second.clock.advance(patienceMs - 1)
  expect(second.texts()).toEqual([])
  second.hear('noon', 2)
  expect(second.texts()).toEqual(['Not before noon'])
})

test('parts of which the rest never comes are passed on after the next start', async () => {
  const first = await listeningWorld()
  first.hear('STOP', 1)
  const { path } = first.context.workspace
  first.crash()
  const second = await listeningWorld(first, path)
  await second.clock.advance(patienceMs)
  expect(second.texts()).toEqual(['STOP…'])
})

test('what a modem tells again after the program died is not taken for another message', async () => {
  const first = await listeningWorld()
  first.line.events.inbound({ sender: anna, text: 'Yes', sentAt: 1000 })
  first.hear('a', 1)
  first.hear('b', 2)
  const { path } = first.context.workspace
  first.crash()
  const second = await listeningWorld(first, path)
  second.line.events.inbound({ sender: anna, text: 'Yes', sentAt: 1000 })
  second.hear('b', 2)
  second.line.events.inbound({ sender: anna, text: 'Yes', sentAt: 2000 })
  await second.clock.advance(patienceMs)
  expect(second.texts()).toEqual(['Yes', 'ab', 'Yes'])
})

test('parts that the disk refuses are joined when it has room again', async () => {
  const { hear, texts, clock, context } = await listeningWorld()
  const { sql } = context.workspace
  hear('a', 1)
  sql.pragma('query_only = ON')
  await clock.advance(patienceMs + 5_000)
  hear('b', 2)
  expect(texts()).toEqual([])
  sql.pragma('query_only = OFF')
  await clock.advance(2_000)
  expect(texts()).toEqual(['a…'])
  await clock.advance(patienceMs)
  expect(texts()).toEqual(['a…', '…b'])
})
