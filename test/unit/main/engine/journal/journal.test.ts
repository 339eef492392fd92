import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

async function worldWith(people = 2): Promise<CampaignWorld & { id: number }> {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople([
    ...Array.from({ length: people }, (_, index) => ({ phone: `+4477009001${index + 10}` })),
    { phone: null },
  ])
  return { ...world, id: world.addDraft('Hi') }
}

async function confirm({ call, clock }: CampaignWorld, id: number): Promise<void> {
  const { preparation } = await call('deliveries.get', { id })
  await call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await clock.advance(1000)
}

test('The journal tells the life of a delivery and what was decided, the latest first', async () => {
  const world = await worldWith()
  const { id, call } = world
  world.line.onSend(() => {})
  await world.prepare(id)
  await confirm(world, id)
  await call('deliveries.pause', { id })
  await call('deliveries.resume', { id })
  await call('deliveries.stop', { id })
  const { total, rows } = await call('deliveries.journal', { id })
  const kinds = rows.map(({ kind }) => kind).toReversed()
  expect(kinds).toEqual(['created', 'preparing', 'prepared', 'confirmed', 'paused', 'resumed', 'stopped'])
  expect(total).toBe(kinds.length)
  const found = rows.find(({ kind }) => kind === 'prepared')
  expect(found?.numbers).toEqual({ targeted: 3, excluded: 1, toDeliver: 2 })
  const window = await call('deliveries.journal', { id, offset: 1, limit: 2 })
  expect(window.rows.map(({ kind }) => kind)).toEqual(['resumed', 'paused'])
})

test('A preparation that failed says why', async () => {
  const world = await worldWith()
  const id = world.addDraft('Hi {{ first_name')
  await world.prepare(id)
  const { rows } = await world.call('deliveries.journal', { id })
  expect(rows[0]).toMatchObject({ kind: 'preparation-failed', trouble: { code: 'template/faulty' } })
})

test('A number is found in every delivery that was confirmed, however it is written', async () => {
  const world = await worldWith()
  const { call } = world
  const other = world.addDraft('Second')
  const draft = world.addDraft('Never confirmed')
  for (const id of [world.id, other, draft]) await world.prepare(id)
  await confirm(world, world.id)
  await confirm(world, other)
  const { phone, total, rows } = await call('messages.toNumber', { number: '07700 900110' })
  expect([phone, total]).toEqual(['+447700900110', 2])
  expect(rows.map(({ deliveryId, text, state }) => [deliveryId, text, state])).toEqual([
    [other, 'Second', 'accepted'],
    [world.id, 'Hi', 'accepted'],
  ])
  expect((await call('messages.toNumber', { number: '07700 900110', offset: 1 })).rows.length).toBe(1)
  expect(await call('messages.toNumber', { number: 'nobody' })).toEqual({ phone: null, total: 0, rows: [] })
})
