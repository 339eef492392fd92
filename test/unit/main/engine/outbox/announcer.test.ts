import { expect, test } from 'vitest'
import type { OpenTransport } from '../../../../../src/main/engine/lines/create-lines.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine } from '../../../../support/scripted-line.ts'

const people = ['+447700900001', '+447700900002', '+447700900003']
const sendingMs = 50

/** A line that can be told of the next message; each takes a while. */
async function worldWithAnnouncements() {
  const line = createScriptedLine()
  const heard: string[] = []
  const open: OpenTransport = async (...given) => {
    const transport = await line.open(...given)
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
  await world.addLine()
  line.onSend(send => world.clock.after(sendingMs, () => send.accept()))
  const id = world.addDelivery(people)
  world.outbox.wake()
  return { line, heard, id, ...world }
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
