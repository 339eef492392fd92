import { expect, it } from 'vitest'
import { createJobs } from '../../../../../src/main/engine/create-jobs.ts'
import { clickHandlers } from '../../../../../src/main/engine/clicks/handlers.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { clickCalls } from '../../../../../src/shared/contract/clicks.ts'
import { giveNumbers } from '../../../../support/give-numbers.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

/** Two people with one number, another one, and a delivery that went to the second of the two. */
function createClickWorld(): PeopleWorld {
  const world = createPeopleWorld()
  world.context.workspace.sql.exec(`
    INSERT INTO people (phone, created_at, updated_at)
    VALUES ('+447700900001', 0, 0), ('+447700900001', 0, 0), ('+447700900002', 0, 0);
    INSERT INTO populations (id) VALUES (1);
    INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
    VALUES (1, 'Spring', 'finished', '{}', '{}', 1, 0);
    INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, changed_at)
    VALUES (1, 2, '+447700900001', 'Hello', 'gsm7', 1, 'delivered', 5);`)
  giveNumbers(world.context.workspace.sql)
  return world
}

const record = (world: PeopleWorld, clicks: readonly object[]) =>
  clickHandlers(world.context, createJobs())['clicks.record'](
    clickCalls['clicks.record'].input.parse({ clicks }),
  )
const kept = ({ context }: PeopleWorld): unknown =>
  context.workspace.sql.prepare('SELECT person_id, at, url, delivery_id FROM clicks ORDER BY id').raw().all()

const url = 'https://example.com/spring'

it('Clicks are kept with who got the delivery, else with whose number it is', async () => {
  const world = createClickWorld()
  const at = '2026-06-01T12:00:00+02:00'
  const result = await record(world, [
    { phone: '+44 7700 900001', url, at, deliveryId: 1 },
    { phone: '07700 900001', url, at: 7 },
    { phone: '+447700900002', url },
  ])
  expect(result).toEqual({ recorded: 3, repeated: 0, unmatched: 0 })
  expect(kept(world)).toEqual([
    [2, Date.parse(at), url, 1],
    [1, 7, url, null],
    [3, world.context.clock.now(), url, null],
  ])
  expect(world.pushes).toContainEqual({ name: 'clicks.recorded', data: {} })
})

it('A click that is told again counts once, and a number of nobody is not kept', async () => {
  const world = createClickWorld()
  const click = { phone: '+447700900002', url, at: 7 }
  const result = await record(world, [
    click,
    click,
    { phone: '+447700900099', url, at: 7 },
    { phone: 'nobody', url, at: 7 },
  ])
  expect(result).toEqual({ recorded: 1, repeated: 1, unmatched: 2 })
})

it('A delivery that is not there is refused as a whole', async () => {
  const world = createClickWorld()
  const clicks = [
    { phone: '+447700900002', url, at: 7 },
    { phone: '+447700900002', url, at: 8, deliveryId: 9 },
  ]
  await expect(record(world, clicks)).rejects.toMatchObject({ code: 'delivery/not-found' })
  expect(kept(world)).toEqual([])
})

it('Clicks of merged people are of the one who stays', async () => {
  const world = createClickWorld()
  const click = { phone: '+447700900001', url, at: 7 }
  await record(world, [click, { ...click, deliveryId: 1 }, { ...click, at: 8, deliveryId: 1 }])
  await peopleHandlers(world.context)['people.merge']({ intoId: 1, fromId: 2 })
  expect(kept(world)).toMatchObject([
    [1, 7, url, null],
    [1, 8, url, 1],
  ])
})
