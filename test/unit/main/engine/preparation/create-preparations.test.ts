import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

const manyPeople = Array.from({ length: 6000 }, (_, index) => ({ phone: `+4477${10_000_000 + index}` }))

async function worldWithPeople() {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople(manyPeople)
  return world
}

async function cutOff(
  world: CampaignWorld,
  id: number,
  when = 'SELECT 1 FROM preparation_checkpoints',
): Promise<CampaignWorld> {
  const begun = world.context.workspace.sql.prepare(when)
  world.preparations.start(id)
  while (!begun.get()) await new Promise(resolve => setImmediate(resolve))
  await world.stop()
  const next = createCampaignWorld(world.path)
  expect(next.deliveryState(id)).toBe('preparing')
  expect(next.messages(id).length).toBeGreaterThan(0)
  return next
}

test('A preparation that was cut off is taken up at the next start where it was, and comes to the same', async () => {
  const world = await worldWithPeople()
  const controlGroup = { pick: 'random', size: { of: 'percent', percent: 10 } } as const
  const id = world.addDraft('Hi', { who: { controlGroup } })
  const { preparation: whole } = await world.prepare(id)
  const next = await cutOff(world, id)
  const gone = next.messages(id).length
  next.preparations.recover()
  await next.preparations.whenSettled(id)
  const { state, preparation } = await next.call('deliveries.get', { id })
  expect([state, preparation?.toDeliver]).toEqual(['ready', 5400])
  expect(preparation?.digest).toBe(whole?.digest)
  expect(
    next.context.workspace.sql.prepare('SELECT count(*) FROM preparation_checkpoints').pluck().get(),
  ).toBe(0)
  expect(next.pushes.find(({ name }) => name === 'delivery.preparation-progressed')?.data).toMatchObject({
    done: expect.toSatisfy((done: number) => done > gone),
  })
})

test('A preparation that was cut off while it wrote down whose the numbers are goes on there', async () => {
  const world = await worldWithPeople()
  const id = world.addDraft('Hi')
  const next = await cutOff(world, id, 'SELECT 1 FROM delivery_recipients')
  const { sql } = next.context.workspace
  const count = sql.prepare('SELECT count(*) FROM delivery_recipients').pluck()
  expect(count.get()).toBe(5000)
  next.preparations.recover()
  await next.preparations.whenSettled(id)
  expect(next.deliveryState(id)).toBe('ready')
  expect(count.get()).toBe(6000)
  const wrong = sql.prepare(
    `SELECT * FROM messages LEFT JOIN delivery_recipients ON message_id = messages.id
     WHERE delivery_recipients.recipient IS NOT messages.recipient`,
  )
  expect(wrong.all()).toEqual([])
})

test('A preparation that was cut off begins anew where the delivery is to be prepared otherwise by now', async () => {
  const world = await worldWithPeople()
  const id = world.addDraft('Hi')
  const next = await cutOff(world, id)
  next.context.workspace.sql.exec(`UPDATE deliveries SET content = '{"text":"Good day"}'`)
  next.preparations.recover()
  await next.preparations.whenSettled(id)
  const texts = next.context.workspace.sql.prepare('SELECT DISTINCT text FROM messages').pluck().all()
  expect(texts).toEqual(['Good day'])
})

test('A cancelled preparation leaves a draft without messages', async () => {
  const world = await worldWithPeople()
  const id = world.addDraft('Hi')
  world.preparations.start(id)
  await new Promise(resolve => setImmediate(resolve))
  expect(world.messages(id).length).toBeGreaterThan(0)
  await world.call('deliveries.cancelPreparation', { id })
  expect(world.deliveryState(id)).toBe('draft')
  expect(world.messages(id)).toEqual([])
  const { preparation } = await world.prepare(id)
  expect(preparation?.toDeliver).toBe(6000)
})

test('A delivery that is being prepared is not prepared twice', async () => {
  const world = await worldWithPeople()
  const id = world.addDraft('Hi')
  world.preparations.start(id)
  expect(() => world.preparations.start(id)).toThrow('delivery/cannot-prepare')
  await world.preparations.whenSettled(id)
  expect(world.deliveryState(id)).toBe('ready')
  expect(() => world.preparations.cancel(id)).toThrow('delivery/cannot-cancel')
})

test('Rows that a crash left with a draft or a stopped delivery are put right at the next start', async () => {
  const world = await worldWithPeople()
  const [draft, stopped] = [
    world.addDraft('Hi', { people: [1, 2] }),
    world.addDraft('Hi', { people: [3, 4] }),
  ]
  await world.prepare(draft)
  await world.prepare(stopped)
  world.setDeliveryState(draft, 'draft')
  world.setDeliveryState(stopped, 'stopped')
  world.preparations.recover()
  await world.preparations.whenSettled(draft)
  await world.preparations.whenSettled(stopped)
  expect(world.states(draft)).toEqual([])
  expect(world.states(stopped)).toEqual(['cancelled', 'cancelled'])
})

test('Other work is done between the pages of a preparation', async () => {
  const world = await worldWithPeople()
  const id = world.addDraft('Hi')
  world.preparations.start(id)
  let turns = 0
  while (world.deliveryState(id) === 'preparing') {
    turns += 1
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(turns).toBeGreaterThanOrEqual(3)
})

test('A preparation of which not even the failure can be written goes on by itself once the file can be written again', async () => {
  const world = await worldWithPeople()
  const id = world.addDraft('Hi')
  world.context.workspace.sql.pragma('busy_timeout = 0')
  const other = new Sqlite(world.path)
  world.preparations.start(id)
  other.exec('BEGIN IMMEDIATE')
  await world.preparations.whenSettled(id)
  expect(world.deliveryState(id)).toBe('preparing')
  other.exec('ROLLBACK')
  other.close()
  await world.clock.advance(60_000)
  await world.preparations.whenSettled(id)
  expect(world.deliveryState(id)).toBe('ready')
  expect(world.messages(id)).toHaveLength(manyPeople.length)
})
