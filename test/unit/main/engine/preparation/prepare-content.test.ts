import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

async function worldWithLine(): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine({ latencyMs: 59 })
  return world
}

async function textsOf(world: CampaignWorld, id: number): Promise<string[]> {
  const { rows } = await world.call('deliveries.messages', { id })
  return rows.toSorted((left, right) => left.personId - right.personId).map(({ text }) => text)
}

test('Everyone gets the variant of their language, and the preparation counts each', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: '+447700900001', language: 'fr-BE' },
    { id: 2, phone: '+447700900002', language: 'nl' },
    { id: 3, phone: '+447700900003' },
    { id: 4, phone: '+447700900004', language: 'fr' },
  ])
  const id = world.addDraft({
    text: 'Hello',
    language: 'en',
    variants: [
      { language: 'fr', text: 'Bonjour' },
      { language: 'sv', text: 'Hej' },
    ],
  })
  const { preparation } = await world.prepare(id)
  expect(await textsOf(world, id)).toEqual(['Bonjour', 'Hello', 'Hello', 'Bonjour'])
  expect(preparation?.variants).toEqual([
    { language: null, messages: 2, parts: 2 },
    { language: 'fr', messages: 2, parts: 2 },
    { language: 'sv', messages: 0, parts: 0 },
  ])
})

test('A text in one language has no counts by variant', async () => {
  const world = await worldWithLine()
  world.addPeople([{ id: 1, phone: '+447700900001' }])
  const { preparation } = await world.prepare(world.addDraft('Hello'))
  expect(preparation).not.toHaveProperty('variants')
})

test('A snippet is frozen by the preparation: what it says later changes nothing', async () => {
  const world = await worldWithLine()
  world.addSnippet('sign', 'Yours, {{ first_name }}')
  world.addPeople([{ id: 1, phone: '+447700900001', firstName: 'Ann' }])
  const id = world.addDraft('Hi. {% snippet sign %}')
  await world.prepare(id)
  world.addSnippet('sign', 'Bye')
  expect(await textsOf(world, id)).toEqual(['Hi. Yours, Ann'])
})

test('A snippet that is gone fails the preparation at its place', async () => {
  const world = await worldWithLine()
  world.addPeople([{ id: 1, phone: '+447700900001' }])
  const { state, trouble } = await world.prepare(world.addDraft('Hi\n{% snippet sign %}'))
  expect(state).toBe('failed')
  expect(trouble).toMatchObject({
    code: 'template/faulty',
    data: { fault: 'unknown-snippet', detail: 'sign', line: 2 },
  })
})

test('The opt-out line is counted with the message that it ends', async () => {
  const world = await worldWithLine()
  world.addPeople([{ id: 1, phone: '+447700900001' }])
  const text = 'x'.repeat(150)
  const { preparation: without } = await world.prepare(world.addDraft({ text }))
  const { preparation } = await world.prepare(world.addDraft({ text, footer: { kind: 'on' } }))
  expect([without?.parts, preparation?.parts]).toEqual([1, 2])
})

test('A template that is empty for somebody excludes them as such, also where an opt-out line would follow', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann' },
    { id: 2, phone: '+447700900002' },
  ])
  const text = '{% if first_name %}Hi{% endif %}'
  const { preparation } = await world.prepare(world.addDraft({ text, footer: { kind: 'on' } }))
  expect(preparation).toMatchObject({ toDeliver: 1, excluded: [{ cause: 'empty-text', count: 1 }] })
})

test('A template of 4,000 characters excludes everybody as too long, with the parts that it would take', async () => {
  const world = await worldWithLine()
  world.addPeople([{ id: 1, phone: '+447700900001' }])
  const id = world.addDraft('x'.repeat(4000))
  const { preparation } = await world.prepare(id)
  expect(preparation).toMatchObject({ toDeliver: 0, excluded: [{ cause: 'too-many-parts', count: 1 }] })
  const { rows } = await world.call('deliveries.exclusions', { id })
  expect(rows[0]?.causes).toEqual([{ cause: 'too-many-parts', detail: '27' }])
})

test('A field full of emoji or of text from right to left turns only that message into Unicode', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann' },
    { id: 2, phone: '+447700900002', firstName: '👩‍👩‍👧‍👦'.repeat(7) },
    { id: 3, phone: '+447700900003', firstName: 'שלום עולם' },
  ])
  const { preparation } = await world.prepare(world.addDraft('Hi {{ first_name }}'))
  expect(preparation?.histogram).toEqual([
    { parts: 1, encoding: 'gsm7', messages: 1 },
    { parts: 1, encoding: 'ucs2', messages: 1 },
    { parts: 2, encoding: 'ucs2', messages: 1 },
  ])
})

test('Short links are counted as short, and written for each person', async () => {
  const world = await worldWithLine()
  world.context.workspace.sql.prepare("INSERT INTO settings VALUES ('linkDomain', '\"go.example/\"')").run()
  world.addPeople([{ id: 1, phone: '+447700900001' }])
  const id = world.addDraft(`See https://example.org/${'long/'.repeat(40)}`)
  const { preparation } = await world.prepare(id)
  expect(preparation?.parts).toBe(1)
  expect(await textsOf(world, id)).toEqual(['See go.example/001000001'])
})
