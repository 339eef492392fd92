import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SendError } from '../../../../../src/shared/errors.ts'
import type { TransportReceipt } from '../../../../../src/main/engine/transports/transport.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine, type ScriptedSend } from '../../../../support/scripted-line.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'

const anna = '+447700900001'
const bert = '+447700900002'
const threeParts = 'x'.repeat(400)

async function sentWorld(script?: (send: ScriptedSend) => void, path?: string) {
  const line = createScriptedLine()
  if (script) line.onSend(script)
  const world = createOutboxWorld(line.open, path)
  await world.addLine()
  async function send(recipients: readonly string[], text?: string): Promise<number> {
    const id = world.addDelivery(recipients, text === undefined ? {} : { text })
    world.outbox.wake()
    await world.clock.settle()
    return id
  }
  const receive = (
    reference: string | number,
    recipient = anna,
    status: TransportReceipt['status'] = 'delivered',
    isEarly = false,
  ) =>
    line.events.receipt({
      reference: String(reference),
      recipient,
      status,
      code: status === 'failed' ? '46' : '00',
      isEarly,
    })
  return { ...world, line, send, receive }
}

test('a receipt makes its message delivered', async () => {
  const { send, receive, states } = await sentWorld()
  await send([anna, bert])
  receive(1, bert)
  expect(states()).toEqual(['accepted', 'delivered'])
})

test('a receipt names its recipient as the network spells it', async () => {
  const { send, receive, states } = await sentWorld()
  await send([anna, bert])
  receive(0, '00447700900001')
  receive(1, '07700900002')
  expect(states()).toEqual(['delivered', 'delivered'])
})

test('a receipt for somebody else with the same reference changes nothing', async () => {
  const { send, receive, states } = await sentWorld()
  await send([anna])
  receive(0, bert)
  expect(states()).toEqual(['accepted'])
})

test('a failed part makes the message undelivered with the code of the network', async () => {
  const { send, receive, messages } = await sentWorld()
  await send([anna], threeParts)
  receive(1, anna, 'failed')
  receive(0)
  receive(2)
  expect(messages()[0]).toMatchObject({ state: 'undelivered', reason: '46' })
})

test('a message of three parts is delivered when all three are, in any order', async () => {
  const { send, receive, states } = await sentWorld()
  await send([anna], threeParts)
  receive(2)
  receive(0)
  receive(0)
  expect(states()).toEqual(['accepted'])
  receive(1)
  expect(states()).toEqual(['delivered'])
})

test('doubled, contrary and pending receipts never move a message back', async () => {
  const { send, receive, states } = await sentWorld()
  await send([anna])
  receive(0, anna, 'pending')
  expect(states()).toEqual(['accepted'])
  receive(0)
  receive(0)
  receive(0, anna, 'failed')
  receive(0, anna, 'pending')
  expect(states()).toEqual(['delivered'])
})

test('a receipt that comes before the answer of its own message waits for it', async () => {
  const held: ScriptedSend[] = []
  const { send, receive, states, clock } = await sentWorld(scripted => void held.push(scripted))
  await send([anna])
  receive(7)
  expect(states()).toEqual(['claimed'])
  await clock.advance(2_000)
  held[0]?.take(1, '7')
  held[0]?.answer({ kind: 'accepted' })
  await clock.settle()
  expect(states()).toEqual(['delivered'])
})

test('a receipt for the first part may come while the others are on their way', async () => {
  const held: ScriptedSend[] = []
  const { send, receive, states, clock } = await sentWorld(scripted => void held.push(scripted))
  await send([anna], threeParts)
  held[0]?.take(1, '7')
  receive(7)
  receive(8)
  await clock.advance(2_000)
  held[0]?.take(2, '8')
  held[0]?.take(3, '9')
  held[0]?.answer({ kind: 'accepted' })
  await clock.settle()
  expect(states()).toEqual(['accepted'])
  receive(9)
  expect(states()).toEqual(['delivered'])
})

test('after 256 parts a reference means the newest message to that number', async () => {
  const { send, receive, states, clock } = await sentWorld()
  const first = await send([anna])
  await clock.advance(1_000)
  await send(Array.from({ length: 255 }, (_, index) => `+3312345${1000 + index}`))
  await clock.advance(1_000)
  const third = await send([anna])
  receive(0)
  expect([states(first), states(third)]).toEqual([['accepted'], ['delivered']])
})

test('a receipt repeated after the reference came round is not taken for an older message', async () => {
  const { send, receive, states, clock } = await sentWorld()
  const first = await send([anna])
  await send(Array.from({ length: 255 }, (_, index) => `+3312345${1000 + index}`))
  await clock.advance(1_000)
  const third = await send([anna])
  receive(0)
  await clock.advance(60_000)
  receive(0)
  expect([states(first), states(third)]).toEqual([['accepted'], ['delivered']])
  await clock.advance(3_600_000)
  receive(0)
  expect(states(first)).toEqual(['delivered'])
})

test('a receipt that comes days later finds its message, though the reference went to others meanwhile', async () => {
  const { send, receive, states, clock } = await sentWorld()
  const first = await send([anna])
  await send(Array.from({ length: 300 }, (_, index) => `+3312345${1000 + index}`))
  await clock.advance(9 * 24 * 3_600_000)
  receive(0)
  expect(states(first)).toEqual(['delivered'])
})

test('a late receipt settles a message whose answer was lost', async () => {
  const { send, receive, states, clock } = await sentWorld(scripted =>
    scripted.answer({ kind: 'unknown', reason: 'no-answer' }),
  )
  await send([anna, bert])
  await clock.advance(60_000)
  receive(200, '07700900001')
  receive(201, bert, 'failed')
  expect(states()).toEqual(['delivered', 'undelivered'])
})

test('a receipt that came before the answer was given up settles the message too', async () => {
  const held: ScriptedSend[] = []
  const { send, receive, states, clock } = await sentWorld(scripted => void held.push(scripted))
  await send([anna])
  receive(200)
  await clock.advance(120_000)
  held[0]?.answer({ kind: 'unknown', reason: 'no-answer' })
  await clock.settle()
  expect(states()).toEqual(['delivered'])
})

test('a receipt that came before the answer settles its message after the program was killed', async () => {
  const path = join(createTemporaryFolder(), 'test.campanile')
  const before = await sentWorld(() => {}, path)
  await before.send([anna])
  before.receive(7, anna, 'delivered', true)
  expect(before.states()).toEqual(['claimed'])
  before.crash()
  const after = createOutboxWorld(createScriptedLine().open, path, before.clock)
  after.outbox.recover()
  expect(after.states()).toEqual(['delivered'])
})

test('an early receipt is for the message under way, not for one of long ago with its reference', async () => {
  const held: ScriptedSend[] = []
  const { send, receive, states, clock, line } = await sentWorld()
  const first = await send([anna])
  await send(Array.from({ length: 255 }, (_, index) => `+3312345${1000 + index}`))
  await clock.advance(1_000)
  line.onSend(scripted => void held.push(scripted))
  const third = await send([anna])
  receive(0, anna, 'delivered', true)
  held[0]?.accept()
  await clock.settle()
  expect([states(first), states(third)]).toEqual([['accepted'], ['delivered']])
})

test('an early receipt of a message that was accepted before is not lost where the next one is refused', async () => {
  const held: ScriptedSend[] = []
  const { send, receive, states, clock, line } = await sentWorld()
  const first = await send([anna])
  line.onSend(scripted => void held.push(scripted))
  const second = await send([anna])
  receive(0, anna, 'delivered', true)
  expect(states(first)).toEqual(['accepted'])
  held[0]?.answer({
    kind: 'refused',
    error: new SendError('cms-1', { retry: { kind: 'never' }, blame: 'recipient' }),
  })
  await clock.settle()
  expect([states(first), states(second)]).toEqual([['delivered'], ['failed']])
})

test.each([29, 31, 63 * 7])(
  'a receipt finds its message after %i days, and none that was sent since',
  async days => {
    const { send, receive, states, clock } = await sentWorld()
    const first = await send([anna])
    clock.set(clock.now() + days * 86_400_000)
    const second = await send([anna])
    receive(0)
    expect([states(first), states(second)]).toEqual([['delivered'], ['accepted']])
  },
)

test('a lost message of three parts needs three receipts', async () => {
  const { send, receive, states } = await sentWorld(scripted => {
    scripted.take(1, '10')
    scripted.answer({ kind: 'unknown', reason: 'link-lost' })
  })
  await send([anna], threeParts)
  receive(10)
  receive(11)
  receive(11)
  expect(states()).toEqual(['unknown'])
  receive(12)
  expect(states()).toEqual(['delivered'])
})

test('with two lost messages to one number a receipt settles neither', async () => {
  const { send, receive, states } = await sentWorld(scripted =>
    scripted.answer({ kind: 'unknown', reason: 'no-answer' }),
  )
  const first = await send([anna])
  const second = await send([anna])
  receive(200)
  expect([states(first), states(second)]).toEqual([['unknown'], ['unknown']])
})

test('a receipt from before a message was claimed does not settle it', async () => {
  const { send, receive, states, clock } = await sentWorld(scripted => {
    scripted.take(1, '5')
    scripted.answer({ kind: 'accepted' })
  })
  await send([bert])
  receive(5, anna)
  await clock.advance(1_000)
  const second = await send([anna])
  expect(states(second)).toEqual(['accepted'])
})

test('messages that come in are kept', async () => {
  const { send, line, context, clock } = await sentWorld()
  await send([anna])
  line.events.inbound({ sender: anna, text: 'STOP', sentAt: 5 })
  expect(context.workspace.sql.prepare('SELECT * FROM inbound_messages').all()).toMatchObject([
    { line_id: 1, sender: anna, text: 'STOP', sent_at: 5, received_at: clock.now() },
  ])
})

test('receipts that the disk refuses are written when it has room again', async () => {
  const { send, receive, states, context, clock } = await sentWorld()
  await send([anna, bert])
  const { sql } = context.workspace
  sql.pragma('query_only = ON')
  receive(0)
  receive(1, bert)
  expect(states()).toEqual(['accepted', 'accepted'])
  sql.pragma('query_only = OFF')
  await clock.advance(1_000)
  expect(states()).toEqual(['delivered', 'delivered'])
})
