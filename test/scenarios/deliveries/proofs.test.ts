import { expect, test } from 'vitest'
import type { DeliveryContent } from '../../../src/shared/delivery/delivery-content.ts'
import type { TestNumber } from '../../../src/shared/contract/proofs.ts'
import { everyone } from '../../../src/shared/rule.ts'
import { createWorld } from '../../support/world.ts'
import { britons, createTimedWorld, hourMs, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

const greeting = 'Hi {{ first_name }} of {{ last_name | default: "nowhere" }}'
const minute = { timing: { quietHours: { kind: 'off' } } } as const
const tester = '+447700900901'
const source = { rule: everyone }

async function worldOfNames(): Promise<TimedWorld> {
  const world = await createTimedWorld()
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann', lastName: 'Aberdeen' },
    { id: 2, phone: '+447700900002', firstName: 'Bo', lastName: 'Bath' },
  ])
  return world
}

function addTester(
  world: TimedWorld,
  phone = tester,
  fields: Record<string, string> = {},
): Promise<TestNumber> {
  return world.call('proofs.saveNumber', { name: `Tester ${phone.slice(-2)}`, phone, fields })
}

/** A delivery to everybody that these testers get too, prepared. */
async function prepareWith(
  world: TimedWorld,
  testerIds: number[],
  content: string | DeliveryContent = greeting,
  settings: object = minute,
): Promise<number> {
  const id = world.addDraft(content, { ...settings, testers: { testerIds } })
  await world.prepare(id)
  return id
}

/** Recipients and texts that left, in order. */
function left(world: TimedWorld): [string, string][] {
  return world.line.sends.map(({ message }) => [message.recipient, message.text])
}

const copies = async (world: TimedWorld, deliveryId: number) =>
  (await world.call('proofs.list', { of: { deliveryId } })).filter(({ kind }) => kind === 'copy')

test('A proof shows chosen people, somebody by lot and the test people themselves, together if that is wanted', async () => {
  const world = await worldOfNames()
  const { id } = await addTester(world, tester, { first_name: 'Tess', last_name: 'Trial' })
  const of = { deliveryId: world.addDraft(greeting) }
  const given = { of, source, content: { text: greeting }, lineId: null, numberIds: [id], prefix: '{n}: ' }
  await world.call('proofs.send', { ...given, personIds: [1], byLot: true, own: true })
  await world.clock.advance(minuteMs)
  expect(left(world)).toEqual([
    [tester, '1: Hi Ann of Aberdeen'],
    [tester, '2: Hi Bo of Bath'],
    [tester, '3: Hi Tess of Trial'],
  ])
  const proofs = await world.call('proofs.list', { of })
  expect(proofs.map(({ number, kind, person }) => [number, kind, person?.id])).toEqual([
    [3, 'own', undefined],
    [2, 'person', 2],
    [1, 'person', 1],
  ])
})

test('Each proof is labelled with the next number, in the words that were chosen for it or in none', async () => {
  const world = await worldOfNames()
  const { id } = await addTester(world)
  const of = { deliveryId: world.addDraft('Hello') }
  const given = { of, content: { text: 'Hello' }, lineId: null, personIds: [1], numberIds: [id] }
  await world.call('proofs.send', { ...given, prefix: 'Proof {n}: ' })
  await world.call('proofs.send', { ...given, prefix: '[{n}] ' })
  await world.call('proofs.send', given)
  await world.clock.advance(minuteMs)
  expect(left(world).map(([, text]) => text)).toEqual(['Proof 1: Hello', '[2] Hello', 'Hello'])
})

test('What a test person lacks is filled in from somebody of the audience, never from themselves', async () => {
  const world = await worldOfNames()
  const own = await addTester(world, '+447700900001', { first_name: 'Tess' })
  const of = { deliveryId: world.addDraft(greeting) }
  const given = { of, source, content: { text: greeting }, lineId: null, numberIds: [own.id], own: true }
  for (let round = 0; round < 5; round += 1) await world.call('proofs.send', given)
  await world.clock.advance(minuteMs)
  expect(new Set(left(world).map(([, text]) => text))).toEqual(new Set(['Hi Tess of Bath']))
})

test('Test people who are to get the real message get it when it is sent, once, with their own data', async () => {
  const world = await worldOfNames()
  const { id: testerId } = await addTester(world, tester, { first_name: 'Tess', last_name: 'Trial' })
  const id = await prepareWith(world, [testerId])
  await world.clock.advance(minuteMs)
  expect(left(world)).toEqual([])
  await world.confirm(id)
  await world.call('deliveries.pause', { id }).catch(() => undefined)
  await world.call('deliveries.resume', { id }).catch(() => undefined)
  await world.clock.advance(minuteMs)
  expect(new Map(left(world))).toEqual(
    new Map([
      ['+447700900001', 'Hi Ann of Aberdeen'],
      ['+447700900002', 'Hi Bo of Bath'],
      [tester, 'Hi Tess of Trial'],
    ]),
  )
  expect(left(world)).toHaveLength(3)
})

test('A test person is in no figure of the delivery, however many of them get it', async () => {
  const world = await worldOfNames()
  const { id: testerId } = await addTester(world)
  const id = await prepareWith(world, [testerId])
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  const { preparation, counts, spent, state } = await world.call('deliveries.get', { id })
  expect(preparation).toMatchObject({
    targeted: 2,
    toDeliver: 2,
    parts: 2,
    copies: { messages: 1, parts: 1 },
  })
  expect(counts).toMatchObject({ accepted: 2 })
  expect({ parts: spent.parts, state }).toEqual({ parts: 2, state: 'finished' })
  expect(await world.call('deliveries.list', {})).toHaveLength(1)
  expect((await world.call('deliveries.messages', { id, limit: 10 })).total).toBe(2)
  expect(await copies(world, id)).toMatchObject([{ number: null, messages: [{ recipient: tester }] }])
})

test('Whoever is in the audience, or must not be texted, gets no copy, and the review says so', async () => {
  const world = await worldOfNames()
  const inside = await addTester(world, '+447700900002')
  const barred = await addTester(world, '+447700900902')
  const speechless = await addTester(world, '+447700900903', { first_name: 'x'.repeat(10) })
  world.context.workspace.sql
    .prepare("INSERT INTO suppressions (phone, cause, at) VALUES ('+447700900902', 'manual', 0)")
    .run()
  const text = '{% if first_name == "xxxxxxxxxx" %}{% else %}Hi{% endif %}'
  const id = await prepareWith(world, [inside.id, barred.id, speechless.id], text)
  const { preparation } = await world.call('deliveries.get', { id })
  expect(preparation?.copies?.leftOut.map(({ phone, why }) => [phone, why])).toEqual([
    ['+447700900002', 'in-audience'],
    ['+447700900902', 'suppressed'],
    ['+447700900903', 'no-text'],
  ])
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  expect(left(world).map(([recipient]) => recipient)).toEqual(['+447700900001', '+447700900002'])
})

test('A number that is suppressed between the confirmation and the start gets no copy either', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const { id: testerId } = await addTester(world)
  const start = { kind: 'at', day: '2026-01-05', time: '12:00', timeZone: 'UTC' } as const
  const id = await prepareWith(world, [testerId], 'Hi', { timing: { start } })
  await world.confirm(id)
  world.context.workspace.sql
    .prepare("INSERT INTO suppressions (phone, cause, at) VALUES (?, 'manual', 0)")
    .run(tester)
  await world.clock.advance(4 * hourMs)
  expect(left(world).map(([recipient]) => recipient)).toEqual(britons(2).map(({ phone }) => phone))
})

test('A scheduled delivery takes its copies along at its time, also where it missed that and was let go later', async () => {
  const world = await createTimedWorld({ people: britons(1) })
  const { id: testerId } = await addTester(world)
  const start = { kind: 'at', day: '2026-01-05', time: '12:00', timeZone: 'UTC' } as const
  const timing = { start, missed: 'hold' } as const
  const id = await prepareWith(world, [testerId], 'Hi', { timing })
  await world.confirm(id)
  await world.clock.advance(hourMs)
  expect(left(world)).toEqual([])
  await world.stop()
  await world.clock.advance(4 * hourMs)
  const next = await createTimedWorld({ path: world.path, clock: world.clock })
  await next.clock.advance(minuteMs)
  expect(next.state(id)).toBe('paused')
  expect(await copies(next, id)).toEqual([])
  await next.call('deliveries.resume', { id })
  await next.clock.advance(minuteMs)
  expect(await copies(next, id)).toHaveLength(1)
})

test('A copy leaves over whichever of several lines is free, as the delivery does', async () => {
  const world = await worldOfNames()
  const second = await world.addLine({ address: 'COM6' }, 'gsm-modem')
  const { id: testerId } = await addTester(world)
  const pool = { kind: 'these', lineIds: [1, second] } as const
  const id = await prepareWith(world, [testerId], greeting, { ...minute, pool })
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  const [copy] = await copies(world, id)
  const lines = world.context.workspace.sql.prepare('SELECT line_id FROM pool_lines WHERE delivery_id = ?')
  expect(lines.pluck().all(copy?.id)).toEqual([1, second])
  expect(copy).toMatchObject({ state: 'finished', messages: [{ state: 'accepted' }] })
})

test('A sender with fields is that of whose message it is, in proofs and in copies', async () => {
  const world = await worldOfNames()
  await world.addLine({}, 'simulator')
  const { id: testerId } = await addTester(world, tester, { first_name: 'Tess', last_name: 'Trial' })
  const content = { text: 'Hi', sender: 'For {{ first_name }}' }
  const id = world.addDraft(content, { ...minute, lineId: 2, testers: { testerIds: [testerId] } })
  await world.prepare(id)
  const given = {
    of: { deliveryId: id },
    content,
    lineId: 2,
    numberIds: [testerId],
    personIds: [1],
    own: true,
  }
  await world.call('proofs.send', given)
  await world.confirm(id)
  const senders = world.context.workspace.sql.prepare(
    'SELECT sender FROM messages WHERE recipient = ? ORDER BY id',
  )
  expect(senders.pluck().all(tester)).toEqual(['For Ann', 'For Tess', 'For Tess'])
})

test('A sender that comes out as none is named, where the line shows one; elsewhere it counts for nothing', async () => {
  const world = await worldOfNames()
  await world.addLine({}, 'simulator')
  const { id: testerId } = await addTester(world, tester, { first_name: 'Bartholomew' })
  const content = { text: 'Hi', sender: 'For {{ first_name }}' }
  const id = world.addDraft(content, { ...minute, lineId: 2, testers: { testerIds: [testerId] } })
  const { preparation } = await world.prepare(id)
  expect(preparation?.copies?.leftOut).toMatchObject([{ why: 'bad-sender' }])
  const given = { of: { deliveryId: id }, content, numberIds: [testerId], personIds: [], own: true }
  const refused = world.call('proofs.send', { ...given, lineId: 2 })
  const data = { sender: 'For Bartholomew' }
  await expect(refused).rejects.toMatchObject({ code: 'proof/bad-sender', data })
  expect(await world.call('proofs.send', { ...given, lineId: 1 })).toBeDefined()
})

test('What test people get is part of what is confirmed: other words, another preparation', async () => {
  const world = await worldOfNames()
  const saved = await addTester(world, tester, { first_name: 'Tess' })
  const id = await prepareWith(world, [saved.id])
  const before = (await world.call('deliveries.get', { id })).preparation?.digest
  expect((await world.prepare(id)).preparation?.digest).toBe(before)
  await world.call('proofs.saveNumber', { ...saved, fields: { first_name: 'Tilda' } })
  expect((await world.prepare(id)).preparation?.digest).not.toBe(before)
})

test('A test person who was removed is simply not there any more, and another never gets their place', async () => {
  const world = await worldOfNames()
  const gone = await addTester(world)
  const id = await prepareWith(world, [gone.id])
  await world.call('proofs.removeNumber', { id: gone.id })
  await addTester(world, '+447700900905')
  const { preparation } = await world.prepare(id)
  expect(preparation?.copies).toMatchObject({ messages: 0, parts: 0, leftOut: [] })
})

test('What a number got tells proofs and copies of the real message from what the audience got', async () => {
  const world = await worldOfNames()
  const { id: testerId } = await addTester(world)
  const id = await prepareWith(world, [testerId])
  const given = { content: { text: 'Hello' }, lineId: null, personIds: [1], numberIds: [testerId] }
  await world.call('proofs.send', { ...given, of: { deliveryId: id } })
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  const kindsOf = async (number: string) =>
    (await world.call('messages.toNumber', { number, limit: 10 })).rows.map(({ proofKind, proof }) => [
      proofKind,
      proof,
    ])
  expect(await kindsOf(tester)).toEqual([
    ['copy', null],
    ['person', 1],
  ])
  expect(await kindsOf('+447700900001')).toEqual([[null, null]])
})

test('No frequency cap knows of what a test person got', async () => {
  const world = await worldOfNames()
  world.context.workspace.sql
    .prepare(
      "INSERT INTO people (phone, phone_input, phone_type, created_at, updated_at) VALUES (?, ?, 'mobile', 0, 0)",
    )
    .run(tester, tester)
  const { id: testerId } = await addTester(world)
  const id = world.addDraft('Hi', { ...minute, people: [1, 2], testers: { testerIds: [testerId] } })
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 7 }] })
  const all = await world.prepare(world.addDraft('Again'))
  expect(all.preparation).toMatchObject({ targeted: 3, toDeliver: 1 })
})

test('A click of a test person is a click of nobody, even where a person has that number', async () => {
  const world = createWorld()
  await world.addLine({ latencyMs: 0 })
  await world.addPeople(['+447700900001'])
  const { id: testerId } = await world.call('proofs.saveNumber', { name: 'Tess', phone: tester })
  const { id } = await world.prepareDelivery('See https://example.org/spring')
  const { settings } = await world.readDelivery(id)
  await world.call('deliveries.edit', { id, settings: { ...settings, testers: { testerIds: [testerId] } } })
  await world.call('deliveries.prepare', { id })
  await world.clock.runUntil(async () => (await world.readDelivery(id)).state === 'ready')
  const { preparation } = await world.readDelivery(id)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.finish(id)
  await world.call('people.create', { phone: tester, firstName: 'Tess' })
  const url = 'https://example.org/spring'
  const clicks = [tester, '+447700900001'].map(phone => ({ phone, url, deliveryId: id }))
  expect(await world.call('clicks.record', { clicks })).toEqual({ recorded: 1, repeated: 0, unmatched: 1 })
  expect(await world.call('deliveries.figures', { id })).toMatchObject({ clicks: { people: 1, clicks: 1 } })
})
