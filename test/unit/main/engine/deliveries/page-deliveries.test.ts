import { expect, test } from 'vitest'
import type { DeliveryState } from '../../../../../src/shared/lifecycles/delivery.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

interface Given {
  readonly label: string
  readonly state: DeliveryState
  readonly createdAt?: number
  readonly startsAt?: number
  readonly confirmedAt?: number
  readonly parentId?: number
  readonly lineId?: number
}

/** Deliveries as they stand in the table; their ids are 1, 2, … */
function worldWith(given: readonly Given[]): CampaignWorld {
  const world = createCampaignWorld()
  const { sql } = world.context.workspace
  sql.prepare('INSERT INTO populations (id) VALUES (1)').run()
  const insert = sql.prepare(
    `INSERT INTO deliveries (label, state, content, settings, population_id, created_at, starts_at, confirmed_at,
       parent_id, line_id)
     VALUES (@label, @state, '{"text":"Hi"}', '{"lineId":null,"maxParts":3}', 1, @createdAt, @startsAt, @confirmedAt,
       @parentId, @lineId)`,
  )
  const nothing = { createdAt: 0, startsAt: null, confirmedAt: null, parentId: null, lineId: null }
  for (const each of given) insert.run({ ...nothing, ...each })
  return world
}

async function labels(
  { call }: CampaignWorld,
  query: Parameters<typeof page>[1] = {},
): Promise<readonly string[]> {
  return (await page({ call }, query)).rows.map(({ label }) => label)
}

function page({ call }: Pick<CampaignWorld, 'call'>, query: object) {
  return call('deliveries.page', query)
}

test('Scheduled ones come first by their time, then what waits for a person, then what is sent, then the newest', async () => {
  const world = worldWith([
    { label: 'old', state: 'finished', createdAt: 1, confirmedAt: 1 },
    { label: 'new', state: 'finished', createdAt: 9, confirmedAt: 9 },
    { label: 'waits', state: 'ready', createdAt: 2 },
    { label: 'later', state: 'scheduled', startsAt: 500, createdAt: 3, confirmedAt: 3 },
    { label: 'soon', state: 'scheduled', startsAt: 100, createdAt: 8, confirmedAt: 8 },
    { label: 'under way', state: 'sending', createdAt: 4, confirmedAt: 4 },
  ])
  expect(await labels(world)).toEqual(['soon', 'later', 'waits', 'under way', 'new', 'old'])
  expect(await labels(world, { offset: 1, limit: 2 })).toEqual(['later', 'waits'])
  expect(await labels(world, { order: 'created', isDescending: true, limit: 2 })).toEqual(['new', 'soon'])
  expect((await page(world, { limit: 1 })).total).toBe(6)
})

test('What was discarded before anything was sent is only counted, unless it is asked for', async () => {
  const world = worldWith([
    { label: 'discarded', state: 'stopped' },
    { label: 'stopped while sending', state: 'stopped', confirmedAt: 1 },
  ])
  const { rows, total, hidden } = await page(world, {})
  expect([rows.map(({ label }) => label), total, hidden]).toEqual([['stopped while sending'], 1, 1])
  expect((await page(world, { withDiscarded: true })).total).toBe(2)
})

test('Executions stand under their recurring delivery', async () => {
  const world = worldWith([
    { label: 'birthdays', state: 'recurring' },
    { label: 'today', state: 'finished', parentId: 1 },
    { label: 'once', state: 'draft' },
  ])
  world.context.workspace.sql.prepare("INSERT INTO series VALUES (1, 'month', 'each')").run()
  expect(new Set(await labels(world))).toEqual(new Set(['birthdays', 'once']))
  expect(await labels(world, { kind: 'execution' })).toEqual(['today'])
  expect(await labels(world, { kind: 'recurring' })).toEqual(['birthdays'])
  expect(await labels(world, { kind: 'single' })).toEqual(['once'])
  expect((await page(world, { withExecutions: true })).total).toBe(3)
})

test('Filters by word, state, line and time leave only what matches all of them', async () => {
  const world = worldWith([
    { label: 'Été à Paris', state: 'finished', createdAt: 10, confirmedAt: 10 },
    { label: 'Winter', state: 'finished', createdAt: 20, confirmedAt: 20 },
    { label: 'Summer', state: 'draft', createdAt: 30 },
  ])
  const lineId = await world.addLine()
  world.context.workspace.sql.prepare('UPDATE deliveries SET line_id = ? WHERE id = 2').run(lineId)
  expect(await labels(world, { search: 'ÉTÉ' })).toEqual(['Été à Paris'])
  expect(await labels(world, { states: ['draft'] })).toEqual(['Summer'])
  expect(await labels(world, { lineId })).toEqual(['Winter'])
  expect(await labels(world, { from: 15, until: 30 })).toEqual(['Winter'])
  expect(await labels(world, { search: 'e', states: ['finished'], from: 15 })).toEqual(['Winter'])
})

test('What was said of a delivery finds it: a tag, a campaign of its own or of its workflow, or none', async () => {
  const world = worldWith([
    { label: 'one', state: 'draft' },
    { label: 'two', state: 'draft' },
  ])
  const { sql } = world.context.workspace
  sql.exec(`INSERT INTO campaigns (id, name, name_key, created_at) VALUES (5, 'Spring', 'spring', 0);
    INSERT INTO delivery_properties (delivery_id, tags, has_own_campaign, campaign_id) VALUES (1, '["vip"]', 1, 5)`)
  expect(await labels(world, { tag: 'vip' })).toEqual(['one'])
  expect(await labels(world, { campaignId: 5 })).toEqual(['one'])
  expect(await labels(world, { campaignId: null })).toEqual(['two'])
  expect(await labels(world, { search: 'spring' })).toEqual(['one'])
  expect(await world.call('deliveries.tags', {})).toEqual(['vip'])
})

test('A delivery that several lines share is found by each of them, before and after they are frozen', async () => {
  const world = worldWith([
    { label: 'chosen', state: 'draft' },
    { label: 'all but one', state: 'draft' },
    { label: 'frozen', state: 'sending' },
    { label: 'single', state: 'draft' },
  ])
  const [one, two, three] = [await world.addLine(), await world.addLine(), await world.addLine()]
  const { sql } = world.context.workspace
  const choose = sql.prepare(
    "UPDATE deliveries SET settings = json_set(settings, '$.pool', json(?)) WHERE id = ?",
  )
  choose.run(JSON.stringify({ kind: 'these', lineIds: [one, two] }), 1)
  choose.run(JSON.stringify({ kind: 'all-but', of: 'simulator', lineIds: [one] }), 2)
  choose.run(JSON.stringify({ kind: 'these', lineIds: [one, three] }), 3)
  const freeze = sql.prepare('INSERT INTO pool_lines VALUES (3, ?)')
  for (const lineId of [one, three]) freeze.run(lineId)
  sql.prepare("UPDATE deliveries SET settings = json_set(settings, '$.lineId', ?) WHERE id = 4").run(two)
  const found = async (lineId: number) => (await labels(world, { lineId })).toSorted()
  expect(await found(one)).toEqual(['chosen', 'frozen'])
  expect(await found(two)).toEqual(['all but one', 'chosen', 'single'])
  expect(await found(three)).toEqual(['all but one', 'frozen'])
})
