import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

function phoneOf(index: number): string {
  return `+44770090${String(index).padStart(4, '0')}`
}

async function worldWithDraft(people = 3): Promise<CampaignWorld & { id: number }> {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople(
    Array.from({ length: people }, (_, index) => ({ phone: phoneOf(index), firstName: `Name${index}` })),
  )
  return { ...world, id: world.addDraft('Hi {{ first_name }}') }
}

async function digestOf({ prepare, id }: CampaignWorld & { id: number }): Promise<string> {
  const { preparation } = await prepare(id)
  return preparation?.digest ?? ''
}

test('A confirmation releases the delivery once; the second press changes nothing', async () => {
  const world = await worldWithDraft()
  const { id, call } = world
  const digest = await digestOf(world)
  expect(await call('deliveries.confirm', { id, digest })).toEqual({ isFirst: true })
  expect(await call('deliveries.confirm', { id, digest })).toEqual({ isFirst: false })
  await world.clock.advance(1000)
  expect(await call('deliveries.confirm', { id, digest })).toEqual({ isFirst: false })
  expect(world.line.sends.map(({ message }) => message.text)).toEqual(['Hi Name0', 'Hi Name1', 'Hi Name2'])
  const audit = world.context.workspace.sql.prepare('SELECT action, subject FROM audit_log').all()
  expect(audit).toEqual([{ action: 'delivery.confirmed', subject: `delivery ${id}` }])
})

test('Nothing leaves before the confirmation', async () => {
  const world = await worldWithDraft()
  await digestOf(world)
  world.outbox.wake()
  await world.clock.advance(60_000)
  expect(world.line.sends).toEqual([])
})

test('A confirmation of another preparation than the present one is refused', async () => {
  const world = await worldWithDraft()
  const { id, call } = world
  const digest = await digestOf(world)
  await call('deliveries.edit', { id, content: { text: 'Hello {{ first_name }}' } })
  await expect(call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/cannot-confirm')
  await world.prepare(id)
  await expect(call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/prepared-again')
  expect(world.deliveryState(id)).toBe('ready')
})

test('Above a hundred people the count has to be typed', async () => {
  const world = await worldWithDraft(101)
  const { id, call } = world
  const digest = await digestOf(world)
  await expect(call('deliveries.confirm', { id, digest })).rejects.toThrow('delivery/count-mistyped')
  await expect(call('deliveries.confirm', { id, digest, typedCount: 100 })).rejects.toThrow('count-mistyped')
  expect(await call('deliveries.confirm', { id, digest, typedCount: 101 })).toEqual({ isFirst: true })
})

test('A delivery to nobody cannot be confirmed', async () => {
  const world = await worldWithDraft(0)
  const digest = await digestOf(world)
  await expect(world.call('deliveries.confirm', { id: world.id, digest })).rejects.toThrow('delivery/nobody')
})

test('Another text takes the preparation back and its messages away', async () => {
  const world = await worldWithDraft()
  const { id, call } = world
  await digestOf(world)
  const edited = await call('deliveries.edit', { id, content: { text: 'Hello' } })
  expect([edited.state, edited.preparation, edited.counts.queued]).toEqual(['draft', null, 0])
  await world.preparations.whenSettled(id)
  expect(world.messages(id)).toEqual([])
})

test('A new label, or the same text again, leaves the preparation alone', async () => {
  const world = await worldWithDraft()
  const { id, call } = world
  const digest = await digestOf(world)
  await call('deliveries.edit', { id, label: 'Renamed' })
  const edited = await call('deliveries.edit', { id, content: { text: 'Hi {{ first_name }}' } })
  expect([edited.label, edited.state, edited.preparation?.digest]).toEqual(['Renamed', 'ready', digest])
})

test('An edit of something that somebody else has changed meanwhile is refused and changes nothing', async () => {
  const world = await worldWithDraft()
  const { id, call } = world
  await digestOf(world)
  const { revision } = await call('deliveries.get', { id })
  const first = { id, basedOn: revision, content: { text: 'Theirs' } }
  await call('deliveries.edit', first)
  const { preparation } = await world.prepare(id)
  const late = { id, basedOn: revision, content: { text: 'Half wri' } }
  await expect(call('deliveries.edit', late)).rejects.toThrow('delivery/changed-elsewhere')
  const kept = await call('deliveries.get', { id })
  expect([kept.content.text, kept.state, kept.preparation?.digest]).toEqual([
    'Theirs',
    'ready',
    preparation?.digest,
  ])
  const known = { id, basedOn: kept.revision, content: { text: 'Mine' } }
  expect((await call('deliveries.edit', known)).content.text).toBe('Mine')
})

test('A delivery that is being sent cannot be edited', async () => {
  const world = await worldWithDraft()
  const { id, call } = world
  const digest = await digestOf(world)
  await call('deliveries.confirm', { id, digest })
  await expect(call('deliveries.edit', { id, content: { text: 'x' } })).rejects.toThrow(
    'delivery/cannot-edit',
  )
})

test('Exclusions and messages are read in windows, by cause, state and search', async () => {
  const world = await worldWithDraft(4)
  const { call } = world
  world.addPeople([{ firstName: 'Nobody' }, { phone: phoneOf(0), firstName: 'Twin' }])
  const id = world.addDraft('Hi {{ first_name }}')
  await world.prepare(id)
  const twins = await call('deliveries.exclusions', { id, cause: 'duplicate-number' })
  expect(twins.total).toBe(1)
  expect(twins.rows[0]).toMatchObject({ personName: 'Twin', phone: phoneOf(0) })
  expect(twins.rows[0]?.causes[0]?.other).toEqual({ id: 1, name: 'Name0' })
  expect((await call('deliveries.exclusions', { id, limit: 1, offset: 1 })).rows[0]?.personName).toBe('Twin')

  const second = await call('deliveries.messages', { id, limit: 2, offset: 2 })
  expect([second.total, second.rows.map(row => row.recipient)]).toEqual([4, [phoneOf(2), phoneOf(3)]])
  const queued = await call('deliveries.messages', { id, state: 'queued', limit: 1 })
  expect([queued.total, queued.rows.length]).toEqual([4, 1])
  expect((await call('deliveries.messages', { id, state: 'failed' })).total).toBe(0)
  const found = await call('deliveries.messages', { id, search: '0003' })
  expect(found.rows.map(row => row.personName)).toEqual(['Name3'])

  world.context.workspace.sql.prepare('DELETE FROM people WHERE id = 1').run()
  const [gone] = (await call('deliveries.messages', { id, limit: 1 })).rows
  expect([gone?.personName, gone?.recipient]).toEqual([null, phoneOf(0)])
  const { rows } = await call('deliveries.exclusions', { id, cause: 'duplicate-number' })
  expect(rows[0]?.causes[0]?.other).toEqual({ id: 1, name: null })
})

test('A preview renders the person at an index and counts the audience', async () => {
  const world = await worldWithDraft(3)
  const { call } = world
  const text = 'Hi {{ first_name }} {{ last_name }}'
  const second = await call('content.preview', { text, index: 1 })
  expect(second.total).toBe(3)
  expect(second.rendered).toMatchObject({ text: 'Hi Name1 ', missing: ['last_name'], parts: 1 })
  expect((await call('content.preview', { text, index: 9 })).rendered).toBeNull()
  const faulty = await call('content.preview', { text: '{{ nickname }}' })
  expect([faulty.rendered, faulty.faults[0]?.code]).toEqual([null, 'unknown-field'])
  expect((await call('content.check', { text })).fields).toEqual([
    { name: 'first_name', isRequired: true },
    { name: 'last_name', isRequired: true },
  ])
})
