import { expect, test } from 'vitest'
import { SendError } from '../../../../../src/shared/errors.ts'
import { createPooledWorld, numbers } from '../../../../support/pooled-world.ts'
import { lineClosed } from '../../../../support/scripted-line.ts'

const minute = 60_000
const broken = {
  kind: 'refused',
  error: new SendError('cms-302', { retry: { kind: 'never' }, blame: 'config' }),
} as const

const congested = {
  kind: 'refused',
  error: new SendError('cms-42', { retry: { kind: 'later' }, blame: 'network' }),
} as const
const noPort = { retry: { kind: 'later' }, blame: 'config' } as const

test('lines that share a delivery send each message once, and the faster one sends more', async () => {
  const world = await createPooledWorld([{}, {}])
  world.takes(0, 100)
  world.takes(1, 300)
  const people = numbers(40)
  const id = world.addDelivery(people, { pool: world.ids })
  world.outbox.wake()
  await world.clock.advance(10_000)
  expect(world.deliveryState(id)).toBe('finished')
  expect([...world.sentBy(0), ...world.sentBy(1)].toSorted()).toEqual(people)
  expect(world.sentBy(0)).toHaveLength(30)
  expect(world.sentBy(1)).toHaveLength(10)
})

test('32 lines that are as fast as each other send as many as each other', async () => {
  const world = await createPooledWorld(Array.from({ length: 32 }, () => ({})))
  for (let index = 0; index < 32; index++) world.takes(index, 50)
  const people = numbers(640)
  const id = world.addDelivery(people, { pool: world.ids })
  world.outbox.wake()
  await world.clock.advance(5_000)
  expect(world.deliveryState(id)).toBe('finished')
  const shares = world.ids.map((_, index) => world.sentBy(index))
  expect(new Set(shares.flat()).size).toBe(640)
  expect(shares.flat()).toHaveLength(640)
  for (const share of shares) expect(share).toHaveLength(20)
})

test('a line whose SIM is refused leaves its messages to the others, and the log says so', async () => {
  const world = await createPooledWorld([{}, {}])
  world.takes(0, 100)
  world.scripted[1]?.onSend(send => send.answer(broken))
  const people = numbers(10)
  const id = world.addDelivery(people, { pool: world.ids })
  world.outbox.wake()
  await world.clock.advance(30_000)
  expect(world.deliveryState(id)).toBe('finished')
  expect(world.sentBy(0).toSorted()).toEqual(people)
  expect(world.sentBy(1)).toHaveLength(1)
  expect(world.messages(id).every(({ attempts }) => attempts === 1)).toBe(true)
  expect(world.noted(id)).toEqual(['line-out Line 2 cms-302'])
})

test('a delivery pauses when the last of its lines is out of order', async () => {
  const world = await createPooledWorld([{}, {}])
  for (const line of world.scripted) line.onSend(send => send.answer(broken))
  const id = world.addDelivery(numbers(10), { pool: world.ids })
  world.outbox.wake()
  await world.clock.advance(minute)
  expect(world.deliveryState(id)).toBe('paused')
  expect(world.states(id).every(state => state === 'queued')).toBe(true)
  // Whoever resumes it says that all of them are well again.
  world.takes(0, 10)
  world.takes(1, 10)
  world.setDeliveryState(id, 'sending')
  await world.clock.advance(minute)
  expect(world.deliveryState(id)).toBe('finished')
  expect(world.sentBy(1).length).toBeGreaterThan(1)
})

test('what got no answer stays unknown and is never given to another line', async () => {
  const world = await createPooledWorld([{}, {}])
  world.takes(0, 100)
  const lost: string[] = []
  world.scripted[1]?.onSend(send => {
    lost.push(send.message.recipient)
    send.answer({ kind: 'unknown', reason: 'no-answer' })
  })
  const people = numbers(20)
  const id = world.addDelivery(people, { pool: world.ids })
  world.outbox.wake()
  await world.clock.advance(30_000)
  const unknown = world.messages(id).filter(({ state }) => state === 'unknown')
  expect(unknown.map(({ recipient }) => recipient)).toEqual(lost.toSorted())
  expect(world.sentBy(0).filter(recipient => lost.includes(recipient))).toEqual([])
})

test('the rest of a message goes only through the line that sent its first part, however free the other is', async () => {
  const world = await createPooledWorld([{}, {}])
  const gone: { line: number; part: number }[] = []
  for (const index of [0, 1]) {
    world.scripted[index]?.onSend(send => {
      const isFirst = gone.length === 0
      gone.push({ line: index, part: send.message.acceptedParts.length + 1 })
      if (!isFirst) return send.accept()
      send.takeNext()
      send.answer(congested)
    })
  }
  const id = world.addDelivery(numbers(1), { pool: world.ids, text: 'x'.repeat(400) })
  world.outbox.wake()
  await world.clock.settle()
  const first = gone[0]?.line ?? -1
  expect(gone).toHaveLength(1)
  // The one that began is away when the rest is due; the other is there, and has nothing else to do.
  world.scripted[first]?.openErrors.push(
    ...Array.from({ length: 8 }, () => new SendError('port-missing', noPort)),
  )
  world.scripted[first]?.drop(lineClosed)
  const bound = world.ids[1 - first] ?? 0
  const { sql } = world.context.workspace
  const dueAt = sql.prepare('SELECT next_attempt_at FROM messages').pluck()
  await world.clock.runUntil(() => world.clock.now() > Number(dueAt.get()) + 5_000)
  expect(world.scripted[first]?.isOpen).toBe(false)
  expect(world.outbox.doingOf(bound)).toMatchObject({ kind: 'idle' })
  expect(gone).toHaveLength(1)
  await world.clock.advance(10 * minute)
  expect(world.deliveryState(id)).toBe('finished')
  expect(gone).toEqual([
    { line: first, part: 1 },
    { line: first, part: 2 },
  ])
  expect(world.scripted[first]?.parts).toHaveLength(3)
})

test('people get their messages from the line that texted them last, and from another once that is away for long', async () => {
  const world = await createPooledWorld([{}, {}])
  world.takes(0, 10)
  world.takes(1, 10)
  const people = numbers(20)
  const id = world.addDelivery(people, { pool: world.ids })
  const prefer = world.context.workspace.sql.prepare(
    'UPDATE messages SET prefers_line_id = ? WHERE recipient = ? AND delivery_id = ?',
  )
  for (const [index, recipient] of people.entries()) prefer.run(world.ids[index < 5 ? 1 : 0], recipient, id)
  world.outbox.wake()
  await world.clock.advance(30)
  world.scripted[1]?.openErrors.push(
    ...Array.from(
      { length: 50 },
      () => new SendError('port-missing', { retry: { kind: 'later' }, blame: 'config' }),
    ),
  )
  world.scripted[1]?.drop(lineClosed)
  await world.clock.advance(minute)
  expect(world.sentBy(0)).toHaveLength(15)
  expect(world.sentBy(1).length).toBeLessThan(5)
  expect(world.deliveryState(id)).toBe('sending')
  await world.clock.advance(3 * minute)
  expect(world.deliveryState(id)).toBe('finished')
  expect(world.noted(id)[0]).toBe('line-out Line 2 port-missing')
  const answered = world.states(id)
  expect(answered.every(state => state === 'accepted')).toBe(true)
})
