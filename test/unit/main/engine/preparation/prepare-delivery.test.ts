import { expect, test } from 'vitest'
import type { ExclusionCause } from '../../../../../src/shared/exclusion-cause.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'
import { carryColumns } from '../../../../support/carry-columns.ts'

async function worldWithLine(): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine({ latencyMs: 59 })
  return world
}

async function causesOf(world: CampaignWorld, id: number): Promise<Record<number, ExclusionCause[]>> {
  const { rows } = await world.call('deliveries.exclusions', { id })
  return Object.fromEntries(rows.map(row => [row.personId, row.causes.map(({ cause }) => cause)]))
}

test('Everyone gets a message or is excluded with all causes, the first of them counting', async () => {
  const world = await worldWithLine()
  world.addField('bill')
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann', fields: { bill: 'x' } },
    { id: 2, firstName: 'Bert' },
    { id: 3, phoneProblem: 'too-short', fields: { bill: 'x' } },
    { id: 4, phone: '+442079460000', phoneType: 'fixed', fields: { bill: 'x' } },
    { id: 5, phone: '+447700900001', firstName: 'Cleo' },
    { id: 6, phone: '+447700900006' },
    { id: 7, phone: '+447700900007', fields: { bill: 'x'.repeat(200) } },
  ])
  const id = world.addDraft('Hi {{ first_name | default: "you" }}: {{ bill }}', { maxParts: 1 })
  const { state, preparation, counts } = await world.prepare(id)
  expect(state).toBe('ready')
  expect(preparation).toMatchObject({
    targeted: 7,
    toDeliver: 1,
    excludedTotal: 6,
    excluded: [
      { cause: 'no-phone', count: 1 },
      { cause: 'invalid-number', count: 1 },
      { cause: 'not-textable', count: 1 },
      { cause: 'duplicate-number', count: 1 },
      { cause: 'required-field-empty', count: 1 },
      { cause: 'too-many-parts', count: 1 },
    ],
  })
  expect(counts.queued).toBe(1)
  expect(await causesOf(world, id)).toEqual({
    2: ['no-phone', 'required-field-empty'],
    3: ['invalid-number'],
    4: ['not-textable'],
    5: ['duplicate-number', 'required-field-empty'],
    6: ['required-field-empty'],
    7: ['too-many-parts'],
  })
})

test('Details name the field, the parts, the problem of the number and the person who gets the message', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann' },
    { id: 2, phone: '+447700900001', firstName: 'Bert' },
    { id: 3, phone: '+447700900003' },
    { id: 4, phone: '+447700900004', firstName: 'x'.repeat(320) },
    { id: 5, phoneProblem: 'country-unclear', firstName: 'Ed' },
  ])
  const id = world.addDraft('{{ first_name }}', { maxParts: 2 })
  await world.prepare(id)
  const { rows } = await world.call('deliveries.exclusions', { id })
  expect(rows.map(({ causes }) => causes[0]?.detail)).toEqual(['1', 'first_name', '3', 'country-unclear'])
})

test('Of several people with a number, the lowest id that can be texted gets the message', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: '+447700900001' },
    { id: 2, phone: '+447700900001', firstName: 'Bert' },
    { id: 3, phone: '+447700900001', firstName: 'Cleo' },
  ])
  const id = world.addDraft('Hi {{ first_name }}')
  await world.prepare(id)
  const { rows } = await world.call('deliveries.messages', { id })
  expect(rows.map(({ personId, text }) => [personId, text])).toEqual([[2, 'Hi Bert']])
  expect(await causesOf(world, id)).toEqual({ 1: ['required-field-empty'], 3: ['duplicate-number'] })
})

test('A text that is blank for somebody is not sent', async () => {
  const world = await worldWithLine()
  world.addPeople([{ id: 1, phone: '+447700900001' }])
  const id = world.addDraft('{% if first_name %}Hi {{ first_name }}{% endif %}')
  await world.prepare(id)
  expect(await causesOf(world, id)).toEqual({ 1: ['empty-text'] })
})

test('Parts, histogram, cost and duration follow from the texts and the line', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { phone: '+447700900001', firstName: 'Ann' },
    { phone: '+447700900002', firstName: 'Łucja' },
    { phone: '+447700900003', firstName: 'x'.repeat(200) },
  ])
  const { preparation } = await world.prepare(world.addDraft('Hi {{ first_name }}'))
  expect(preparation).toMatchObject({
    parts: 4,
    histogram: [
      { parts: 1, encoding: 'gsm7', messages: 1 },
      { parts: 1, encoding: 'ucs2', messages: 1 },
      { parts: 2, encoding: 'gsm7', messages: 1 },
    ],
    cost: { micros: 200_000, currency: 'EUR' },
    durationMs: 240,
  })
})

test('The samples are the first, the longest and one of the shortest messages', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { phone: '+447700900001', firstName: 'Bertha' },
    { phone: '+447700900002', firstName: 'Jo' },
    { phone: '+447700900003', firstName: 'Maximiliane' },
    { phone: '+447700900004', firstName: 'Anna' },
  ])
  const id = world.addDraft('{{ first_name }}')
  await world.prepare(id)
  const samples = await world.call('deliveries.samples', { id })
  expect(samples.map(({ text }) => text)).toEqual(['Bertha', 'Maximiliane', 'Jo'])
})

test('The digest stays when nothing has changed and changes with a person, the settings or the price', async () => {
  const world = await worldWithLine()
  const { sql } = world.context.workspace
  world.addPeople([{ id: 1, phone: '+447700900001', firstName: 'Ann' }])
  const id = world.addDraft('Hi {{ first_name }}')
  const digest = async () => (await world.prepare(id)).preparation?.digest
  const first = await digest()
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(await digest()).toBe(first)
  const digests = [first]
  for (const change of [
    "UPDATE people SET first_name = 'Anna'",
    'UPDATE lines SET price_micros = 1',
    `UPDATE deliveries SET settings = '{"lineId":null,"maxParts":2}'`,
    "UPDATE people SET phone = '+447700900009'",
  ]) {
    sql.exec(change)
    digests.push(await digest())
  }
  expect(new Set(digests).size).toBe(digests.length)
})

test('Preparing again starts from scratch', async () => {
  const world = await worldWithLine()
  world.addPeople([{ phone: '+447700900001', firstName: 'Ann' }, { firstName: 'Bert' }])
  const id = world.addDraft('Hi {{ first_name }}')
  await world.prepare(id)
  world.context.workspace.sql.exec(
    "UPDATE people SET phone = '+447700900002', phone_type = 'mobile' WHERE id = 2",
  )
  const { preparation } = await world.prepare(id)
  expect(preparation).toMatchObject({ targeted: 2, toDeliver: 2, excluded: [] })
})

test('People who were removed since the target was frozen are no longer in it', async () => {
  const world = await worldWithLine()
  world.addPeople([{ phone: '+447700900001' }, { phone: '+447700900002' }])
  const id = world.addDraft('Hi')
  world.context.workspace.sql.exec('DELETE FROM people WHERE id = 1')
  expect((await world.prepare(id)).preparation).toMatchObject({ targeted: 1, toDeliver: 1 })
})

test('A target without anybody is ready, with nobody to deliver to', async () => {
  const world = await worldWithLine()
  const { state, preparation } = await world.prepare(world.addDraft('Hi'))
  expect(state).toBe('ready')
  expect(preparation).toMatchObject({ targeted: 0, toDeliver: 0, parts: 0, durationMs: 0 })
})

test('A faulty template fails the preparation and names the place', async () => {
  const world = await worldWithLine()
  world.addPeople([{ phone: '+447700900001' }])
  const { state, trouble } = await world.prepare(world.addDraft('Hi\n{{ nickname }}'))
  expect(state).toBe('failed')
  expect(trouble).toEqual({
    code: 'template/faulty',
    data: { fault: 'unknown-field', detail: 'nickname', line: 2, column: 4 },
  })
})

test('Without a line there is no preparation', async () => {
  const world = createCampaignWorld()
  const { state, trouble } = await world.prepare(world.addDraft('Hi'))
  expect([state, trouble]).toEqual(['failed', { code: 'delivery/no-line', data: {} }])
})

test('A filter that fails for one person excludes that person, who may lack a number too; the rest go on', async () => {
  const world = await worldWithLine()
  const long = 'y'.repeat(900_000)
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: long },
    { id: 2, phone: '+447700900002', firstName: 'x' },
    { id: 3, firstName: long },
    { id: 4, phone: '+447700900002', firstName: long },
    { id: 5, phone: '+447700900001', firstName: 'z' },
  ])
  const id = world.addDraft('{{ first_name | append: first_name | append: first_name }}')
  const { state, preparation } = await world.prepare(id)
  expect([state, preparation]).toMatchObject(['ready', { targeted: 5, toDeliver: 2, excludedTotal: 3 }])
  expect(await causesOf(world, id)).toEqual({
    1: ['render-failed'],
    3: ['no-phone', 'render-failed'],
    4: ['duplicate-number', 'render-failed'],
  })
  const { rows } = await world.call('deliveries.exclusions', { id, cause: 'render-failed' })
  expect(rows.map(({ causes }) => causes[0]?.detail)).toEqual(['1:1'])
  expect(world.messages(id).map(({ recipient }) => recipient)).toEqual(['+447700900002', '+447700900001'])
})

test('Progress is told five times a second at most', async () => {
  const world = await worldWithLine()
  world.addPeople(Array.from({ length: 5000 }, (_, index) => ({ phone: `+4477${10_000_000 + index}` })))
  await world.prepare(world.addDraft('Hi'))
  const told = world.pushes.filter(({ name }) => name === 'delivery.preparation-progressed')
  const data = { id: 1, done: 1000, of: 5000, perSecond: null, remainingMs: null }
  expect(told).toEqual([{ name: 'delivery.preparation-progressed', data }])
})

test('Columns that people carry fill the text, and win over a field of the same name also where they are empty', async () => {
  const world = await worldWithLine()
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann', lastName: 'Field' },
    { id: 2, phone: '+447700900002', firstName: 'Bert', lastName: 'Field' },
    { id: 3, phone: '+447700900003', firstName: 'Cleo', lastName: 'Field' },
  ])
  const id = world.addDraft('{{ first_name }} {{ last_name | default: "-" }}: {{ appointment_at }}')
  carryColumns(world, id, {
    1: { appointment_at: '21 Nov 14:30', last_name: 'Column' },
    2: { appointment_at: '21 Nov 15:00' },
    3: { last_name: 'Column' },
  })
  const { preparation } = await world.prepare(id)
  const samples = await world.call('deliveries.samples', { id })
  expect(samples.map(({ text }) => text)).toEqual(['Ann Column: 21 Nov 14:30', 'Bert -: 21 Nov 15:00'])
  expect(preparation?.excluded).toEqual([{ cause: 'required-field-empty', count: 1 }])
})

test('A column that nobody carries is a field that does not exist', async () => {
  const world = await worldWithLine()
  world.addPeople([{ phone: '+447700900001' }])
  const { state, trouble } = await world.prepare(world.addDraft('{{ appointment_at }}'))
  expect([state, trouble?.code, trouble?.data['detail']]).toEqual([
    'failed',
    'template/faulty',
    'appointment_at',
  ])
})
