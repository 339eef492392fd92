import { expect, test } from 'vitest'
import type { FrequencyCap } from '../../../../../src/shared/contract/delivery-rules.ts'
import type { WhoSettings } from '../../../../../src/shared/delivery/who-settings.ts'
import type { Rule } from '../../../../../src/shared/rule.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

const day = 86_400_000
const numbers = Array.from({ length: 40 }, (_, index) => `+4477009${String(index).padStart(5, '0')}`)

async function worldWith(people: number): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople(numbers.slice(0, people).map((phone, index) => ({ id: index + 1, phone })))
  return world
}

/** Who is left out by what, the first cause first. */
async function causesOf(world: CampaignWorld, id: number): Promise<Record<number, string[]>> {
  const { rows } = await world.call('deliveries.exclusions', { id })
  const write = (cause: string, detail: string | null): string =>
    detail === null ? cause : `${cause} ${detail}`
  return Object.fromEntries(
    rows.map(row => [row.personId, row.causes.map(each => write(each.cause, each.detail))]),
  )
}

function nameIs(value: string): Rule {
  const item = { type: 'field', field: 'first_name', operator: 'is', value } as const
  return { version: 3, root: { type: 'group', match: 'all', items: [item] } }
}

function subscribe(world: CampaignWorld, personId: number, state: string): void {
  const { sql } = world.context.workspace
  sql.exec(`INSERT OR IGNORE INTO subscription_lists (id, name, created_at, changed_at) VALUES (7, 'News', 0, 0);
    INSERT INTO subscriptions VALUES (7, ${personId}, '${state}', 0, NULL, '', 0)`)
}

/** A delivery to some people that was sent so long ago, or is going to leave in so long. */
function texted(
  world: CampaignWorld,
  personIds: readonly number[],
  { daysAgo }: { daysAgo: number },
): number {
  const { sql } = world.context.workspace
  const at = world.clock.now() - daysAgo * day
  const id = world.addDraft('Before', { people: personIds })
  const state = daysAgo < 0 ? 'queued' : 'accepted'
  sql
    .prepare(
      `INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, accepted_at, next_attempt_at, changed_at)
       SELECT ?, id, phone, 'Before', 'gsm7', 1, ?, ?, ?, ? FROM people WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .run(id, state, daysAgo < 0 ? null : at, daysAgo < 0 ? at : 0, at, JSON.stringify(personIds))
  const confirmed = "UPDATE deliveries SET state = 'paused', confirmed_at = ? WHERE id = ?"
  sql.prepare(confirmed).run(Math.min(at, world.clock.now()), id)
  return id
}

async function setCaps(world: CampaignWorld, ...caps: FrequencyCap[]): Promise<void> {
  await world.call('deliveryRules.setCaps', { caps })
}

async function prepared(world: CampaignWorld, who: WhoSettings = {}, people?: number[]) {
  const id = world.addDraft('Hi', { who, ...(people ? { people } : {}) })
  const delivery = await world.prepare(id)
  return { id, delivery, toDeliver: delivery.preparation?.toDeliver, causes: await causesOf(world, id) }
}

test('A blocked person gets nothing; one without advertising gets what is none', async () => {
  const world = await worldWith(1)
  world.addPeople([
    { id: 11, phone: numbers[11] ?? '', block: 'blocked' },
    { id: 12, phone: numbers[12] ?? '', block: 'suspended' },
  ])
  expect((await prepared(world)).causes).toEqual({ 11: ['blocked blocked'], 12: ['blocked suspended'] })
  expect((await prepared(world, { isService: true })).causes).toEqual({ 11: ['blocked blocked'] })
})

test('With a required list, only people who are subscribed to it get a message', async () => {
  const world = await worldWith(4)
  subscribe(world, 1, 'subscribed')
  subscribe(world, 2, 'pending')
  subscribe(world, 3, 'unsubscribed')
  const { causes, toDeliver } = await prepared(world, { listId: 7 })
  expect(toDeliver).toBe(1)
  expect(causes).toEqual({ 2: ['not-on-list News'], 3: ['not-on-list News'], 4: ['not-on-list News'] })
})

test('A required list that was removed fails the preparation and says so', async () => {
  const world = await worldWith(1)
  const { delivery } = await prepared(world, { listId: 7 })
  expect([delivery.state, delivery.trouble?.code]).toEqual(['failed', 'delivery/list-gone'])
})

test('Rules leave people out under their names, all that apply, and each tells what it came to (TY-09)', async () => {
  const world = await worldWith(1)
  world.addPeople([{ id: 11, phone: numbers[11] ?? '', firstName: 'Ann' }])
  const save = { scope: {}, isOn: true }
  await world.call('deliveryRules.save', { ...save, name: 'Colleagues', rule: nameIs('Ann') })
  await world.call('deliveryRules.save', { ...save, name: 'Anns', rule: nameIs('ann') })
  await world.call('deliveryRules.save', { ...save, name: 'Off', rule: nameIs('Ann'), isOn: false })
  await world.call('deliveryRules.save', {
    name: 'Else',
    rule: nameIs('Ann'),
    isOn: true,
    scope: { label: 'sale' },
  })
  await world.call('deliveryRules.setCaps', { caps: [{ most: 2, days: 7 }] })
  const { causes, delivery } = await prepared(world)
  expect(causes).toEqual({ 11: ['custom-filter Anns', 'custom-filter Colleagues'] })
  expect(delivery.preparation?.applied).toEqual({
    rules: [
      { name: 'Anns', use: 'applied', people: 1 },
      { name: 'Colleagues', use: 'applied', people: 0 },
      { name: 'Else', use: 'elsewhere', people: 0 },
      { name: 'Off', use: 'off', people: 0 },
    ],
    caps: [{ most: 2, days: 7, people: 0 }],
  })
})

test('A rule is for the deliveries whose label and campaign fit', async () => {
  const world = await worldWith(1)
  const { sql } = world.context.workspace
  sql.exec(`INSERT INTO campaigns VALUES (3, 'Summer', 'summer', NULL, NULL, 0);
    INSERT INTO workflows (id, name, document, campaign_id, created_at, updated_at) VALUES (5, 'W', '{}', 3, 0, 0)`)
  world.addPeople([{ id: 11, phone: numbers[11] ?? '', firstName: 'Ann' }])
  const save = { name: 'Rule', rule: nameIs('Ann'), isOn: true }
  const { id } = await world.call('deliveryRules.save', {
    ...save,
    scope: { campaignIds: [3], label: 'été' },
  })
  const leavesOut = async (label: string, workflowId: number | null): Promise<boolean> => {
    const draft = world.addDraft('Hi')
    sql.prepare('UPDATE deliveries SET label = ?, workflow_id = ? WHERE id = ?').run(label, workflowId, draft)
    return (await world.prepare(draft)).preparation?.excludedTotal === 1
  }
  expect(await leavesOut('Soldes d’Ete', 5)).toBe(true)
  expect(await leavesOut('Soldes d’Ete', null)).toBe(false)
  expect(await leavesOut('Hiver', 5)).toBe(false)
  await world.call('deliveryRules.remove', { id })
  expect(await leavesOut('Soldes d’Ete', 5)).toBe(false)
})

test('A cap leaves out whoever was texted that often, before and after, by their number and as a person', async () => {
  const world = await worldWith(6)
  await setCaps(world, { most: 2, days: 7 })
  texted(world, [1, 2, 3], { daysAgo: 6 })
  texted(world, [1, 4], { daysAgo: 1 })
  texted(world, [2, 5], { daysAgo: -3 })
  texted(world, [3], { daysAgo: 8 })
  texted(world, [5], { daysAgo: -9 })
  // Somebody else has the number of 1, and 4 has another number by now.
  world.addPeople([{ id: 11, phone: numbers[0] ?? '' }])
  world.context.workspace.sql.exec(`UPDATE people SET phone = '${numbers[30]}' WHERE id = 4`)
  texted(world, [4], { daysAgo: 2 })
  const cap = 'frequency-cap 2/7'
  expect((await prepared(world)).causes).toEqual({ 1: [cap], 4: [cap], 11: [cap] })
  expect((await prepared(world, { cap: 'ignore' })).causes).toEqual({ 11: ['duplicate-number 1'] })
})

test('Messages that failed, and deliveries that nobody confirmed, do not count for a cap', async () => {
  const world = await worldWith(2)
  await setCaps(world, { most: 1, days: 3 })
  await world.prepare(world.addDraft('Not confirmed', { people: [1] }))
  const failed = texted(world, [2], { daysAgo: 1 })
  world.context.workspace.sql.exec(`UPDATE messages SET state = 'failed' WHERE delivery_id = ${failed}`)
  expect((await prepared(world)).toDeliver).toBe(2)
})

test('A postponed message waits until the first moment at which every cap allows it, and leaves then', async () => {
  const world = await worldWith(3)
  await setCaps(world, { most: 1, days: 1 }, { most: 2, days: 7 })
  texted(world, [1, 2], { daysAgo: 0.5 })
  texted(world, [2], { daysAgo: 3 })
  const { id, delivery, causes } = await prepared(world, { cap: 'postpone' })
  expect(causes).toEqual({})
  const until = world.clock.now() + 4 * day
  expect(delivery.preparation?.postponed).toEqual({ messages: 2, until })
  const read = world.context.workspace.sql.prepare(
    'SELECT nullif(next_attempt_at, 0) - ? FROM messages WHERE delivery_id = ? ORDER BY person_id',
  )
  expect(read.pluck().all(world.clock.now(), id)).toEqual([day / 2, 4 * day, null])
  await world.call('deliveries.confirm', { id, digest: delivery.preparation?.digest ?? '' })
  await world.clock.advance(60_000)
  expect(world.states(id)).toEqual(['queued', 'queued', 'accepted'])
  await world.clock.advance(day)
  expect(world.states(id)).toEqual(['accepted', 'queued', 'accepted'])
  await world.clock.advance(4 * day)
  expect(world.states(id)).toEqual(['accepted', 'accepted', 'accepted'])
})

test('A control group by lot has exactly its size, is drawn alike again, and is another one in another delivery', async () => {
  const world = await worldWith(40)
  const who: WhoSettings = { controlGroup: { pick: 'random', size: { of: 'percent', percent: 25 } } }
  const first = await prepared(world, who)
  expect(first.delivery.preparation).toMatchObject({
    targeted: 40,
    toDeliver: 30,
    parts: 30,
    excluded: [{ cause: 'control-group', count: 10 }],
    histogram: [{ parts: 1, messages: 30 }],
  })
  const again = await world.prepare(first.id)
  expect(again.preparation?.digest).toBe(first.delivery.preparation?.digest)
  expect(await causesOf(world, first.id)).toEqual(first.causes)
  expect((await prepared(world, who)).causes).not.toEqual(first.causes)
})

test('A sorted control group takes those first in the order of a field, people without a value last', async () => {
  const world = await worldWith(0)
  world.addField('points')
  world.context.workspace.sql.exec("UPDATE person_fields SET type = 'number'")
  const points = ['9', '10', '', '2', '30']
  world.addPeople(
    points.map((value, index) => ({ id: index + 1, phone: numbers[index] ?? '', fields: { points: value } })),
  )
  const size = { of: 'count', count: 2 } as const
  const sorted = { pick: 'sorted', field: 'points', size } as const
  const ids = async (controlGroup: WhoSettings['controlGroup']): Promise<string[]> =>
    Object.keys((await prepared(world, { controlGroup })).causes)
  expect(await ids({ ...sorted, order: 'ascending' })).toEqual(['1', '4'])
  expect(await ids({ ...sorted, order: 'descending' })).toEqual(['2', '5'])
  expect(await ids({ ...sorted, order: 'ascending', size: { of: 'count', count: 100 } })).toHaveLength(4)
})

test('The samples are of messages that are sent, whoever is in the control group', async () => {
  const world = await worldWith(0)
  world.addPeople(
    ['A', 'Bb', 'Cccc', 'Ddd'].map((firstName, index) => ({
      id: index + 1,
      phone: numbers[index] ?? '',
      firstName,
    })),
  )
  const controlGroup = {
    pick: 'sorted',
    field: 'first_name',
    order: 'ascending',
    size: { of: 'count', count: 3 },
  } as const
  const id = world.addDraft('{{ first_name }}', { who: { controlGroup } })
  await world.prepare(id)
  expect((await world.call('deliveries.samples', { id })).map(({ text }) => text)).toEqual(['Ddd'])
})

test('A delivery that waits is prepared again when rules, caps or another confirmed delivery concern it', async () => {
  const world = await worldWith(3)
  const { id, delivery } = await prepared(world)
  const count = async () => {
    await world.preparations.whenSettled(id)
    return (await world.call('deliveries.get', { id })).preparation?.toDeliver
  }
  world.context.workspace.sql.exec("UPDATE people SET first_name = 'Ann' WHERE id = 1")
  const rule = await world.call('deliveryRules.save', {
    name: 'Anns',
    rule: nameIs('Ann'),
    scope: {},
    isOn: true,
  })
  const confirm = () => world.call('deliveries.confirm', { id, digest: delivery.preparation?.digest ?? '' })
  await expect(confirm()).rejects.toThrow('delivery/prepared-again')
  expect(await count()).toBe(2)
  await world.call('deliveryRules.remove', { id: rule.id })
  expect(await count()).toBe(3)
  await setCaps(world, { most: 1, days: 2 })
  expect(await count()).toBe(3)
  const other = await prepared(world, {}, [2])
  await world.call('deliveries.confirm', { id: other.id, digest: other.delivery.preparation?.digest ?? '' })
  expect(await count()).toBe(2)
  expect((await prepared(world, { cap: 'ignore' })).toDeliver).toBe(3)
})
