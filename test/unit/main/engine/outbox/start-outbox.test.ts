import { expect, test } from 'vitest'
import { idleTransport } from '../../../../../src/main/engine/lines/idle-line.ts'
import { SendError } from '../../../../../src/shared/errors.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createScriptedLine, lineClosed } from '../../../../support/scripted-line.ts'

const people = ['+447700900001', '+447700900002', '+447700900003']
const threeParts = 'x'.repeat(400)

const refuse = (code: string, policy: ConstructorParameters<typeof SendError>[1]) =>
  ({ kind: 'refused', error: new SendError(code, policy) }) as const

async function worldWithLine(settings = {}, window = 1) {
  const line = createScriptedLine(window)
  const world = createOutboxWorld(line.open)
  const lineId = await world.addLine(settings)
  return { line, lineId, ...world }
}

test('a delivery is sent in order, one message at a time, and is finished', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  let open = 0
  line.onSend(send => {
    expect(++open).toBe(1)
    clock.after(50, () => {
      open--
      send.accept()
    })
  })
  const id = world.addDelivery(people)
  outbox.wake()
  await clock.advance(1_000)
  expect(line.sends.map(({ message }) => message.recipient)).toEqual(people)
  expect(world.states()).toEqual(['accepted', 'accepted', 'accepted'])
  expect(world.deliveryState(id)).toBe('finished')
})

test('the claim is on disk before the line is given the message', async () => {
  const { line, clock, outbox, context, ...world } = await worldWithLine()
  line.onSend(send => {
    const row = world.messages().find(({ id }) => id === send.message.messageId)
    expect(row).toMatchObject({ state: 'claimed', attempts: 1 })
    expect(context.workspace.sql.inTransaction || context.workspace.ledger.inTransaction).toBe(false)
    send.accept()
  })
  world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  expect(world.states()).toEqual(['accepted', 'accepted', 'accepted'])
})

test('a line with a window has so many messages under way', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine({}, 2)
  line.onSend(() => {})
  world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  expect(line.sends).toHaveLength(2)
  line.sends[0]?.accept()
  await clock.settle()
  expect(line.sends).toHaveLength(3)
})

test('a permanent refusal fails the message and nobody else', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send =>
    send.message.recipient === people[1]
      ? send.answer(refuse('cms-1', { retry: { kind: 'never' }, blame: 'recipient' }))
      : send.accept(),
  )
  const id = world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  expect(world.messages().map(({ state, reason }) => [state, reason])).toEqual([
    ['accepted', null],
    ['failed', 'cms-1'],
    ['accepted', null],
  ])
  expect(world.deliveryState(id)).toBe('finished')
})

test('a temporary refusal is tried five times with growing pauses, then fails', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  const times: number[] = []
  line.onSend(send => {
    times.push(clock.now())
    send.answer(refuse('cms-27', { retry: { kind: 'later' }, blame: 'recipient' }))
  })
  world.addDelivery(['+447700900001'])
  outbox.wake()
  await clock.advance(3_600_000)
  expect(world.messages()[0]).toMatchObject({ state: 'failed', reason: 'cms-27', attempts: 5 })
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(pauses).toHaveLength(4)
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThanOrEqual(10_000 * 2 ** index)
    expect(pause).toBeLessThanOrEqual(12_000 * 2 ** index)
  }
})

test('others go on while a message waits for its retry, and the retry goes before fresh ones', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine({ perMinute: 10 })
  line.onSend(send =>
    line.sends.length === 1
      ? send.answer(refuse('cms-27', { retry: { kind: 'after', ms: 9_000 }, blame: 'recipient' }))
      : send.accept(),
  )
  world.addDelivery([...people, '+447700900004'])
  outbox.wake()
  await clock.advance(60_000)
  expect(line.sends.map(({ message }) => message.messageId)).toEqual([1, 2, 1, 3, 4])
})

test('a network that asks to wait holds the line and does not use up attempts', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send =>
    line.sends.length === 1
      ? send.answer(refuse('throttled', { retry: { kind: 'after', ms: 30_000 }, blame: 'provider' }))
      : send.accept(),
  )
  world.addDelivery(people)
  outbox.wake()
  await clock.advance(29_000)
  expect(line.sends).toHaveLength(1)
  await clock.advance(2_000)
  expect(world.messages().map(({ state, attempts }) => [state, attempts])).toEqual(
    people.map(() => ['accepted', 1]),
  )
})

test('an outage of the network does not use up the attempts of everybody', async () => {
  const { line, clock, outbox, lineId, ...world } = await worldWithLine()
  const start = clock.now()
  line.onSend(send =>
    clock.now() - start < 1_800_000
      ? send.answer(refuse('cms-38', { retry: { kind: 'later' }, blame: 'network' }))
      : send.accept(),
  )
  world.addDelivery(Array.from({ length: 50 }, (_, index) => `+4477009001${10 + index}`))
  outbox.wake()
  await clock.advance(60_000)
  // Whoever looks is told what the network says, and when it is asked again.
  expect(outbox.doingOf(lineId)).toMatchObject({ kind: 'resting', trouble: { code: 'cms-38' } })
  expect(world.lines.get(lineId).state).toBe('ready')
  // Its queue is not empty: what a person does by hand waits.
  expect(() => idleTransport(world.lines, lineId)).toThrow('line/is-sending')
  await clock.advance(7_140_000)
  const states = world.states()
  expect(states.filter(state => state === 'accepted').length).toBeGreaterThanOrEqual(45)
  expect(states.every(state => state === 'accepted' || state === 'failed')).toBe(true)
})

test('a line that a person has to mend pauses its deliveries and loses nothing', async () => {
  const { line, lineId, clock, outbox, lines, ...world } = await worldWithLine()
  const error = refuse('cms-310', { retry: { kind: 'later' }, blame: 'config' })
  line.onSend(send => (line.sends.length === 2 ? send.answer(error) : send.accept()))
  const id = world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  expect(world.deliveryState(id)).toBe('paused')
  expect(lines.get(lineId)).toMatchObject({ state: 'broken', trouble: { code: 'cms-310' } })
  expect(world.messages().map(({ state, attempts }) => [state, attempts])).toEqual([
    ['accepted', 1],
    ['queued', 0],
    ['queued', 0],
  ])
  world.setDeliveryState(id, 'sending')
  await clock.settle()
  expect(world.states()).toEqual(['accepted', 'accepted', 'accepted'])
  expect(world.deliveryState(id)).toBe('finished')
})

test('a link that dies before anything left is opened again and the message is sent once', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => (line.sends.length === 2 ? line.drop(lineClosed) : send.accept()))
  world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  expect(world.states()).toEqual(['accepted', 'queued', 'queued'])
  await clock.advance(1_000)
  expect(line.openings).toBe(2)
  expect(world.messages().map(({ state, attempts }) => [state, attempts])).toEqual(
    people.map(() => ['accepted', 1]),
  )
  expect(line.parts.map(({ messageId }) => messageId)).toEqual([1, 2, 3])
})

test('a message without an answer is unknown and is never sent again', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send =>
    line.sends.length === 1 ? send.answer({ kind: 'unknown', reason: 'no-answer' }) : send.accept(),
  )
  const id = world.addDelivery(people)
  outbox.wake()
  await clock.advance(86_400_000)
  expect(world.messages()[0]).toMatchObject({ state: 'unknown', reason: 'no-answer' })
  expect(line.sends).toHaveLength(3)
  expect(world.deliveryState(id)).toBe('finished')
})

test('a part that was refused is sent again alone, with the same reference', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => {
    if (line.sends.length > 1) return send.accept()
    send.take(1)
    send.take(2)
    send.answer(refuse('cms-42', { retry: { kind: 'later' }, blame: 'network' }))
  })
  world.addDelivery(['+447700900001'], { text: threeParts })
  outbox.wake()
  await clock.advance(20_000)
  expect(line.sends.map(({ message }) => message.acceptedParts)).toEqual([[], [1, 2]])
  expect(new Set(line.sends.map(({ message }) => message.reference)).size).toBe(1)
  expect(line.parts.map(({ index }) => index)).toEqual([1, 2, 3])
  expect(world.states()).toEqual(['accepted'])
})

test('pausing acts after the message that is under way, resuming goes on', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => clock.after(50, send.accept))
  const id = world.addDelivery(people)
  outbox.wake()
  await clock.advance(60)
  world.setDeliveryState(id, 'paused')
  await clock.advance(10_000)
  expect(world.states()).toEqual(['accepted', 'accepted', 'queued'])
  world.setDeliveryState(id, 'sending')
  await clock.advance(10_000)
  expect(world.states()).toEqual(['accepted', 'accepted', 'accepted'])
})

test('a delivery that was paused with its last message under way is finished by it', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => clock.after(50, send.accept))
  const id = world.addDelivery(people.slice(0, 1))
  outbox.wake()
  await clock.advance(10)
  world.setDeliveryState(id, 'paused')
  await clock.advance(100)
  expect(world.deliveryState(id)).toBe('finished')
})

test('a message that comes back to the queue of a stopped delivery is cancelled', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => clock.after(50, () => send.answer(lineClosed)))
  const id = world.addDelivery(people.slice(0, 1))
  outbox.wake()
  await clock.advance(10)
  world.setDeliveryState(id, 'stopped')
  await clock.advance(100)
  expect(world.states()).toEqual(['cancelled'])
})

test('the pace of a line is kept to, also after it was idle', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine({ perMinute: 30 })
  const times: number[] = []
  line.onSend(send => {
    times.push(clock.now())
    send.accept()
  })
  world.addDelivery(people)
  outbox.wake()
  await clock.advance(60_000)
  world.addDelivery(people)
  outbox.wake()
  await clock.advance(60_000)
  expect(times).toHaveLength(6)
  for (const index of [1, 2, 4, 5]) {
    expect((times[index] ?? 0) - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_900)
  }
})

test('the delivery that was confirmed first goes first', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => clock.after(50, send.accept))
  world.addDelivery(people)
  outbox.wake()
  await clock.advance(10)
  world.addDelivery(people)
  outbox.wake()
  await clock.advance(1_000)
  expect(line.sends.map(({ message }) => message.messageId)).toEqual([1, 2, 3, 4, 5, 6])
})

test('without any line a delivery is paused and says so', async () => {
  const line = createScriptedLine()
  const world = createOutboxWorld(line.open)
  world.context.workspace.sql.exec('DELETE FROM lines')
  const id = world.addDelivery(people)
  world.outbox.wake()
  await world.clock.settle()
  expect(world.deliveryState(id)).toBe('paused')
})

test('a full disk stops the sending, pauses the delivery and loses nothing', async () => {
  const { line, clock, outbox, context, ...world } = await worldWithLine()
  const { ledger } = context.workspace
  line.onSend(send => {
    if (line.sends.length === 2)
      ledger.pragma(`max_page_count = ${Number(ledger.pragma('page_count', { simple: true }))}`)
    send.accept()
  })
  const many = Array.from({ length: 500 }, (_, index) => `+447700${900_000 + index}`)
  const id = world.addDelivery(many)
  outbox.wake()
  await clock.advance(5_000)
  expect(world.deliveryState(id)).toBe('paused')
  const trouble = context.workspace.sql.prepare('SELECT trouble FROM deliveries').pluck().get()
  expect(JSON.parse(String(trouble))).toMatchObject({ code: 'workspace/disk-full' })
  expect(world.states().filter(state => state === 'accepted' || state === 'claimed')).toHaveLength(
    line.sends.length,
  )
  ledger.pragma('max_page_count = 1000000')
  await clock.advance(5_000)
  expect(world.states()).not.toContain('claimed')
  world.setDeliveryState(id, 'sending')
  await clock.advance(5_000)
  expect(new Set(line.sends.map(({ message }) => message.recipient)).size).toBe(500)
  expect(line.sends).toHaveLength(500)
  expect(new Set(world.states())).toEqual(new Set(['accepted']))
})

test('progress is told at most twice a second, with a rate and what is left', async () => {
  const { line, clock, outbox, pushes, ...world } = await worldWithLine()
  line.onSend(send => clock.after(100, send.accept))
  world.addDelivery(Array.from({ length: 100 }, (_, index) => `+447700${900_000 + index}`))
  outbox.wake()
  await clock.advance(5_000)
  const told = pushes.filter(({ name }) => name === 'delivery.progressed')
  expect(told.length).toBeGreaterThanOrEqual(9)
  expect(told.length).toBeLessThanOrEqual(11)
  const progress = outbox.progressOf(1)
  expect(progress?.counts.accepted).toBeGreaterThanOrEqual(49)
  expect(progress?.perMinute).toBeGreaterThan(500)
  expect(progress?.perMinute).toBeLessThan(700)
  expect(progress?.remainingMs).toBeGreaterThan(4_000)
  expect(progress?.remainingMs).toBeLessThan(6_000)
})

test('a line with a pace tells no higher rate than that, and goes on telling it between two messages', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine({ perMinute: 1 })
  line.onSend(send => clock.after(100, send.accept))
  world.addDelivery(Array.from({ length: 100 }, (_, index) => `+447700${900_000 + index}`))
  outbox.wake()
  for (const ms of [2_000, 58_000, 61_500, 300_000]) {
    await clock.advance(ms)
    expect(outbox.progressOf(1)?.perMinute).toBe(1)
  }
  expect(outbox.progressOf(1)?.remainingMs).toBe((100 - line.sends.length) * 60_000)
})

test('a pause does not count in the rate', async () => {
  const { line, clock, outbox, ...world } = await worldWithLine()
  line.onSend(send => clock.after(100, send.accept))
  world.addDelivery(Array.from({ length: 400 }, (_, index) => `+447700${900_000 + index}`))
  const set = (state: string): void => {
    world.setDeliveryState(1, state)
    world.context.publish('delivery.changed', { id: 1 })
    outbox.wake()
  }
  outbox.wake()
  await clock.advance(5_000)
  set('paused')
  await clock.advance(40_000)
  set('sending')
  await clock.advance(5_000)
  expect(outbox.progressOf(1)?.perMinute).toBeGreaterThan(500)
})

test('stopping lets the message under way get its outcome', async () => {
  const { line, clock, outbox, stop, ...world } = await worldWithLine()
  line.onSend(() => {})
  world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  const path = world.context.workspace.path
  await stop()
  expect(line.sends).toHaveLength(1)
  const later = createOutboxWorld(createScriptedLine().open, path, clock)
  expect(later.states()).toEqual(['queued', 'queued', 'queued'])
})

test('what a dead process had claimed is unknown, and the rest goes on', async () => {
  const first = createScriptedLine()
  first.onSend(send => first.sends.length < 2 && send.accept())
  const world = createOutboxWorld(first.open)
  await world.addLine()
  world.addDelivery(people)
  world.outbox.wake()
  await world.clock.settle()
  expect(world.states()).toEqual(['accepted', 'claimed', 'queued'])
  world.crash()

  const second = createScriptedLine()
  const later = createOutboxWorld(second.open, world.context.workspace.path, world.clock)
  later.outbox.recover()
  await later.clock.settle()
  expect(later.messages().map(({ state, reason }) => [state, reason])).toEqual([
    ['accepted', null],
    ['unknown', 'interrupted'],
    ['accepted', null],
  ])
  expect(second.sends.map(({ message }) => message.messageId)).toEqual([3])
  expect(later.deliveryState(1)).toBe('finished')
})

test('a workspace that cannot be written at all holds the delivery, says why, and sends nothing', async () => {
  const { line, clock, outbox, context, pushes, ...world } = await worldWithLine()
  const { ledger, sql } = context.workspace
  line.onSend(send => {
    for (const connection of [ledger, sql]) connection.pragma('query_only = ON')
    send.accept()
  })
  const id = world.addDelivery(people)
  outbox.wake()
  await clock.advance(10_000)
  expect(line.sends).toHaveLength(1)
  expect(outbox.troubleOf(id)).toMatchObject({ code: 'workspace/cannot-write' })
  expect(pushes).toContainEqual({ name: 'delivery.changed', data: { id } })
  for (const connection of [ledger, sql]) connection.pragma('query_only = OFF')
  await clock.advance(5_000)
  expect(outbox.troubleOf(id)).toBeUndefined()
  expect([world.deliveryState(id), world.states()]).toEqual(['paused', ['accepted', 'queued', 'queued']])
})

test('a line on which receipts are awaited is opened at start, others are not', async () => {
  const { line, clock, outbox, context, ...world } = await worldWithLine()
  await world.addLine()
  world.addDelivery(people)
  outbox.wake()
  await clock.settle()
  await world.stop()
  const second = createScriptedLine()
  const later = createOutboxWorld(second.open, context.workspace.path, clock)
  later.outbox.recover()
  await clock.settle()
  expect(line.sends).toHaveLength(3)
  expect(second.openings).toBe(1)
  second.events.receipt({ reference: '0', recipient: people[0] ?? '', status: 'delivered', code: '00' })
  expect(later.states()).toEqual(['delivered', 'accepted', 'accepted'])
})
