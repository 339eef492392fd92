import { expect, test } from 'vitest'
import { britons, createTimedWorld, dayMs, hourMs, type TimedWorld } from '../../support/timed-world.ts'

const free = { quietHours: { kind: 'off' } } as const
const everyHour = {
  ...free,
  spread: { kind: 'waves', size: { of: 'count', messages: 1 }, every: { amount: 1, unit: 'hours' } },
} as const

function block({ context }: TimedWorld, personId: number, kind: 'blocked' | 'suspended'): void {
  context.workspace.sql.prepare('UPDATE people SET block = ? WHERE id = ?').run(kind, personId)
}

const outcomes = (world: TimedWorld, id: number) =>
  world.messages(id).map(({ state, reason }) => (state === 'cancelled' ? reason : state))

test('somebody who is blocked between the preparation and the confirmation is sent nothing', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const id = await world.prepared({ timing: free })
  block(world, 2, 'blocked')
  await world.confirm(id)
  await world.clock.advance(hourMs)
  expect(outcomes(world, id)).toEqual(['accepted', 'person-blocked', 'accepted'])
  expect(world.state(id)).toBe('finished')
})

test('somebody who is blocked between two waves is sent nothing, and takes no place in one', async () => {
  const world = await createTimedWorld({ people: britons(4) })
  const id = await world.send({ timing: everyHour })
  block(world, 2, 'suspended')
  await world.clock.advance(dayMs)
  expect(outcomes(world, id)).toEqual(['accepted', 'person-blocked', 'accepted', 'accepted'])
  expect(world.times()).toEqual(['09:00', '10:00', '11:00'])
})

test('a number that was corrected since the preparation gets nothing that was meant for its owner', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const id = await world.send({ timing: everyHour })
  world.context.workspace.sql.exec("UPDATE people SET phone = '+447700900555' WHERE id = 2")
  await world.clock.advance(dayMs)
  expect(outcomes(world, id)).toEqual(['accepted', 'number-changed', 'accepted'])
})

test('whoever wants no advertising is still sent what is none', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.prepared({ timing: free, who: { isService: true } })
  block(world, 1, 'suspended')
  block(world, 2, 'blocked')
  await world.confirm(id)
  await world.clock.advance(hourMs)
  expect(outcomes(world, id)).toEqual(['accepted', 'person-blocked'])
})

test('whoever became one with somebody who is blocked is sent nothing', async () => {
  const world = await createTimedWorld({ people: britons(2) })
  const id = await world.prepared({ timing: free })
  const { sql } = world.context.workspace
  sql.exec('DELETE FROM people WHERE id = 2; INSERT INTO merged_people (id, into_id) VALUES (2, 1)')
  block(world, 1, 'blocked')
  await world.confirm(id)
  await world.clock.advance(hourMs)
  expect(outcomes(world, id)).toEqual(['person-blocked', 'person-blocked'])
})

test('whoever leaves the list of a delivery while it is sent is sent nothing any more', async () => {
  const world = await createTimedWorld({ people: britons(3) })
  const { sql } = world.context.workspace
  sql.exec(`INSERT INTO subscription_lists (id, name, created_at, changed_at) VALUES (1, 'News', 0, 0);
    INSERT INTO subscriptions (list_id, person_id, state, since, phone, change_id)
      SELECT 1, id, 'subscribed', 0, phone, 0 FROM people`)
  const id = await world.send({ timing: everyHour, who: { listId: 1 } })
  sql.exec("UPDATE subscriptions SET state = 'unsubscribed' WHERE person_id = 3")
  await world.clock.advance(dayMs)
  expect(outcomes(world, id)).toEqual(['accepted', 'accepted', 'unsubscribed'])
})
