import { expect, test } from 'vitest'
import type { OpenTransport } from '../../../../../src/main/engine/lines/create-lines.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { numbers } from '../../../../support/pooled-world.ts'
import { createScriptedLine, type ScriptedLine } from '../../../../support/scripted-line.ts'

const people = ['+447700900001', '+447700900002', '+447700900003']
const sendingMs = 50

/** Lines that can be told of the next message; each takes a while. */
async function linesWithAnnouncements(count: number) {
  const lines = Array.from({ length: count }, () => createScriptedLine())
  const heard: string[] = []
  const open: OpenTransport = async (kind, settings, context) => {
    const transport = await lineAt(lines, Number(settings['latencyMs'])).open(kind, settings, context)
    return {
      ...transport,
      announce(message) {
        const { recipient } = message
        heard.push(`${stateOf(recipient)} ${recipient} announced`)
        return {
          send(onPart) {
            heard.push(`${stateOf(recipient)} ${recipient} let go`)
            return transport.send(message, onPart)
          },
          withdraw: () => void heard.push(`${stateOf(recipient)} ${recipient} withdrawn`),
        }
      },
    }
  }
  const world = createOutboxWorld(open)
  const stateOf = (recipient: string): string | undefined =>
    world.messages().find(row => row.recipient === recipient)?.state
  const ids: number[] = []
  for (const [latencyMs, line] of lines.entries()) {
    ids.push(await world.addLine({ latencyMs }))
    line.onSend(send => world.clock.after(sendingMs, () => send.accept()))
  }
  return { ...world, scripted: lines, heard, ids }
}

function lineAt(lines: readonly ScriptedLine[], index: number): ScriptedLine {
  const line = lines[index]
  if (!line) throw new Error(`no line ${index}`)
  return line
}

/** One line that sends to three people. */
async function worldWithAnnouncements() {
  const world = await linesWithAnnouncements(1)
  const id = world.addDelivery(people)
  world.outbox.wake()
  return { ...world, line: lineAt(world.scripted, 0), id }
}

/** Who was announced, and who of them was not let go. */
function toldOf(heard: readonly string[]): { announced: string[]; withdrawn: string[] } {
  const told = (what: string): string[] =>
    heard.flatMap(each => (each.endsWith(what) ? [each.split(' ')[1] ?? ''] : []))
  return { announced: told('announced'), withdrawn: told('withdrawn') }
}

test('the next message is announced while its claim is being written, and let go when it is on disk', async () => {
  const { line, heard, clock, id, ...world } = await worldWithAnnouncements()
  await clock.advance(1_000)
  expect(heard).toEqual([
    `queued ${people[1]} announced`,
    `claimed ${people[1]} let go`,
    `queued ${people[2]} announced`,
    `claimed ${people[2]} let go`,
  ])
  expect(line.sends.map(({ message }) => message.recipient)).toEqual(people)
  expect(world.states()).toEqual(['accepted', 'accepted', 'accepted'])
  expect(world.deliveryState(id)).toBe('finished')
})

test.for([1, 2])('a program that dies leaves one message in doubt for each line: %i', async count => {
  const { scripted, clock, ids, context, ...world } = await linesWithAnnouncements(count)
  const underWay = context.workspace.sql
    .prepare('SELECT count(*) FROM attempts WHERE ended_at IS NULL GROUP BY line_id')
    .pluck()
  const seen: unknown[] = []
  for (const line of scripted)
    line.onSend(send => {
      seen.push(...underWay.all())
      clock.after(sendingMs, () => send.accept())
    })
  for (const lineId of ids) world.addDelivery(people, { lineId })
  world.outbox.wake()
  await clock.advance(1_000)
  expect(seen.length).toBeGreaterThanOrEqual(count * people.length)
  expect(seen.filter(each => each !== 1)).toEqual([])
})

test('who was announced and is suppressed meanwhile gets nothing, and the one after does', async () => {
  const { line, heard, clock, context, ...world } = await worldWithAnnouncements()
  await clock.advance(sendingMs / 2)
  const suppress = context.workspace.sql.prepare(
    "INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)",
  )
  suppress.run(people[1])
  await clock.advance(1_000)
  expect(heard.slice(0, 2)).toEqual([`queued ${people[1]} announced`, `cancelled ${people[1]} withdrawn`])
  expect(line.sends.map(({ message }) => message.recipient)).toEqual([people[0], people[2]])
  expect(world.states()).toEqual(['accepted', 'cancelled', 'accepted'])
})

test('after a refusal nobody is announced', async () => {
  const { line, heard, clock } = await worldWithAnnouncements()
  line.onSend(send => clock.after(sendingMs, () => send.answer({ kind: 'unknown', reason: 'no-answer' })))
  await clock.advance(1_000)
  expect(heard).toEqual([])
  expect(line.sends).toHaveLength(3)
})

test('a ledger that cannot be written lets nobody go who was announced', async () => {
  const { line, heard, clock, context } = await worldWithAnnouncements()
  line.onSend(send =>
    clock.after(sendingMs, () => {
      for (const connection of [context.workspace.ledger, context.workspace.sql])
        connection.pragma('query_only = ON')
      send.accept()
    }),
  )
  await clock.advance(100)
  expect(heard).toEqual([`queued ${people[1]} announced`, `queued ${people[1]} withdrawn`])
  expect(line.sends).toHaveLength(1)
})

test('lines that share a delivery announce each message once, and let it go', async () => {
  const { heard, clock, ids, scripted, ...world } = await linesWithAnnouncements(4)
  const shared = numbers(80)
  const id = world.addDelivery(shared, { pool: ids })
  world.outbox.wake()
  await clock.advance(10_000)
  expect(world.deliveryState(id)).toBe('finished')
  const { announced, withdrawn } = toldOf(heard)
  expect(announced.length).toBeGreaterThanOrEqual(72)
  expect(new Set(announced).size).toBe(announced.length)
  expect(withdrawn).toEqual([])
  const sent = scripted.map(line => line.sends.map(({ message }) => message.recipient))
  expect(sent.map(({ length }) => length)).toEqual([20, 20, 20, 20])
  expect(sent.flat().toSorted()).toEqual(shared)
})

test('a message that a slow line foresees is sent by another that has nothing else to do', async () => {
  const { clock, ids, scripted, ...world } = await linesWithAnnouncements(2)
  lineAt(scripted, 1).onSend(send => clock.after(60_000, () => send.accept()))
  const shared = numbers(10)
  const id = world.addDelivery(shared, { pool: ids })
  world.outbox.wake()
  await clock.advance(10_000)
  expect(world.states(id).filter(state => state === 'accepted')).toHaveLength(9)
  await clock.advance(60_000)
  expect(world.deliveryState(id)).toBe('finished')
  const sent = scripted.flatMap(line => line.sends.map(({ message }) => message.recipient))
  expect(sent.toSorted()).toEqual(shared)
})

test('what deliveries of two priorities send by turns is announced all the same', async () => {
  const { heard, clock, context, ...world } = await linesWithAnnouncements(1)
  const [usual, urgent] = [world.addDelivery(numbers(10)), world.addDelivery(numbers(20).slice(10))]
  const raise =
    "UPDATE deliveries SET settings = json_set(settings, '$.sending.priority', 'high') WHERE id = ?"
  context.workspace.sql.prepare(raise).run(urgent)
  world.outbox.wake()
  await clock.advance(10_000)
  expect([usual, urgent].map(id => world.deliveryState(id))).toEqual(['finished', 'finished'])
  const { announced, withdrawn } = toldOf(heard)
  expect(announced.length).toBeGreaterThanOrEqual(18)
  expect(withdrawn).toEqual([])
})
