import { expect, test } from 'vitest'
import { createWorkflowWorld, draw, given } from '../../support/workflow-world.ts'
import { createTimedWorld, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

async function worldOf(...people: Parameters<TimedWorld['addPeople']>[0]): Promise<TimedWorld> {
  const world = await createTimedWorld()
  world.addPeople(people.map((person, index) => ({ phone: `+44770090000${index}`, ...person })))
  return world
}

/** What leaves when this is sent to everybody, in the order of the people. */
async function receive(world: TimedWorld, text: string, maxParts = 10): Promise<string[]> {
  const id = world.addDraft(text, { maxParts })
  await world.prepare(id)
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  return texts(world, id)
}

/** In the order of the people. */
async function texts(world: TimedWorld, id: number): Promise<string[]> {
  const { rows } = await world.call('deliveries.messages', { id, limit: 100 })
  return rows.toSorted((left, right) => left.id - right.id).map(({ text }) => text)
}

const steps = `🎉{% if first_name %}{% if first_name == "Zoë" %}👩‍🚀 {{ first_name }}{% elsif language %}🌍 {{ language }}{% else %}🙂{% endif %}{% else %}🤷{% endif %}🎉`

test('Conditions stand inside each other, with an else between them and emoji around them', async () => {
  const world = await worldOf(
    { firstName: 'Zoë' },
    { firstName: 'Bo', language: 'sv' },
    { firstName: 'Cy' },
    { lastName: 'D' },
  )
  expect(await receive(world, steps)).toEqual(['🎉👩‍🚀 Zoë🎉', '🎉🌍 sv🎉', '🎉🙂🎉', '🎉🤷🎉'])
})

test('A value of any length stands in the text whole; only the message as a whole can be too long', async () => {
  const world = await worldOf({ firstName: 'x'.repeat(1200) }, { firstName: 'y'.repeat(1600) })
  expect(await receive(world, '{{ first_name }}')).toEqual(['x'.repeat(1200)])
})

test('Fields are those of the moment of the preparation, whatever becomes of them before it is sent', async () => {
  const world = await worldOf({ firstName: 'Ann' })
  const id = world.addDraft('Hi {{ first_name }}')
  await world.prepare(id)
  world.context.workspace.sql.exec("UPDATE people SET first_name = 'Anna'")
  await world.confirm(id)
  await world.clock.advance(minuteMs)
  expect(await texts(world, id)).toEqual(['Hi Ann'])
})

test('A field with several values is written one after the other, in one message', async () => {
  const world = await worldOf({ fields: { courses: '["Yoga","Tai chi"]' } }, { fields: {} })
  world.context.workspace.sql.exec("INSERT INTO person_fields VALUES ('courses', 'Courses', 'list', 0)")
  expect(await receive(world, 'You take {{ courses | default: "nothing" }}')).toEqual([
    'You take Yoga, Tai chi',
    'You take nothing',
  ])
})

test('Somebody who comes in by several ways gets one message', async () => {
  const activities = {
    all: given.everyone,
    some: given.fragile,
    both: { kind: 'combine', settings: { operation: 'union' } },
    sms: given.sms,
  } as const
  const world = await createWorkflowWorld(draw(activities, ['all>both', 'some>both', 'both>sms']))
  await world.start()
  const [delivery] = await world.call('deliveries.list', {})
  expect(delivery?.preparation).toMatchObject({ targeted: 3, toDeliver: 3 })
})

test.each([
  ['160 letters are one part', 'a'.repeat(152), ['1234567 '], 1],
  ['161 letters are two, which the limit of one leaves out', 'a'.repeat(153), [], 1],
  ['306 letters are two parts', 'a'.repeat(298), ['1234567 '], 2],
])('The limit is looked at with the fields filled in: %s', async (_, rest, begins, maxParts) => {
  const world = await worldOf({ firstName: '1234567' })
  const id = world.addDraft(`{{ first_name }} ${rest}`, { maxParts })
  const { preparation } = await world.prepare(id)
  expect(preparation?.toDeliver).toBe(begins.length)
  expect(preparation?.excluded).toEqual(begins.length > 0 ? [] : [{ cause: 'too-many-parts', count: 1 }])
  expect((await texts(world, id)).map(text => text.slice(0, 8))).toEqual(begins)
})
