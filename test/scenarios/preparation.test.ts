import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import type { WhoSettings } from '../../src/shared/delivery/who-settings.ts'
import type { Condition, Rule } from '../../src/shared/rule.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { createWorld, type World } from '../support/world.ts'

const hour = 3_600_000
const phones = Array.from({ length: 6 }, (_, index) => `+44770090000${index + 1}`)

/** Six people, called Person 1 to Person 6. */
async function worldOfSix(): Promise<World> {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(phones)
  return world
}

/** Changes a delivery and prepares it anew. */
async function prepareAgain(
  { call, clock, readDelivery }: World,
  { id, settings, content }: Delivery,
  change: { readonly who?: WhoSettings; readonly text?: string },
): Promise<Delivery> {
  const edited = { ...settings, ...(change.who ? { who: change.who } : {}) }
  await call('deliveries.edit', {
    id,
    settings: edited,
    content: { ...content, text: change.text ?? content.text },
  })
  await call('deliveries.prepare', { id })
  await clock.runUntil(async () => (await readDelivery(id)).state === 'ready')
  return readDelivery(id)
}

/** Who is left out, by the number in their names, and why; the first cause counts. */
async function causesOf({ call }: World, { id }: Delivery): Promise<Record<string, string[]>> {
  const { rows } = await call('deliveries.exclusions', { id })
  return Object.fromEntries(
    rows.map(row => [row.personName?.split(' ')[1], row.causes.map(({ cause }) => cause)]),
  )
}

function ruleOf(...items: Condition[]): Rule {
  return { version: 3, root: { type: 'group', match: 'all', items } }
}

const named = (value: string): Condition => ({ type: 'field', field: 'first_name', operator: 'is', value })

function sumsOf({ preparation }: Delivery): readonly [number, number, number] {
  if (!preparation) throw new Error('it is not prepared')
  const { targeted, excluded, toDeliver, excludedTotal } = preparation
  expect(excluded.reduce((sum, { count }) => sum + count, 0)).toBe(excludedTotal)
  expect(targeted).toBe(excludedTotal + toDeliver)
  return [targeted, excludedTotal, toDeliver]
}

test('preparing computes the target, applies the rules and renders each message, and nothing leaves (TY-01, SD-14)', async () => {
  const world = await worldOfSix()
  await world.call('suppressions.addNumber', { phone: phones[0] ?? '' })
  const delivery = await world.prepareDelivery('Hi {{ first_name }}')
  expect(delivery.state).toBe('ready')
  expect(sumsOf(delivery)).toEqual([6, 1, 5])
  const { rows } = await world.call('deliveries.messages', { id: delivery.id })
  expect(rows.map(({ text }) => text)).toEqual([2, 3, 4, 5, 6].map(n => `Hi Person ${n}`))
  await world.clock.advance(hour)
  expect(world.network.journal.messages).toEqual([])
  expect((await world.readDelivery(delivery.id)).state).toBe('ready')
})

test('any change after a preparation asks for another one before anything can be sent (TY-01)', async () => {
  const world = await worldOfSix()
  const delivery = await world.prepareDelivery('Hi')
  const { id, preparation } = delivery
  await world.call('deliveries.edit', { id, content: { text: 'Good day' } })
  const edited = await world.readDelivery(id)
  expect([edited.state, edited.preparation, edited.counts.queued]).toEqual(['draft', null, 0])
  const confirm = world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await expect(confirm).rejects.toThrow('delivery/cannot-confirm')
})

test('the first rule that removes somebody counts, in the order of the rules, and all that apply are kept (TY-02)', async () => {
  const world = await worldOfSix()
  const { call } = world
  await call('people.create', { firstName: 'Person 7' })
  await call('suppressions.addNumber', { phone: phones[0] ?? '' })
  await call('people.block', { selection: { ids: [1, 2] }, block: 'blocked' })
  const { id: listId } = await call('subscriptionLists.save', { name: 'News' })
  const some = { selection: { ids: [4, 5, 6] }, note: 'Paper form' }
  await call('subscriptions.set', { listId, state: 'subscribed', ...some })
  await call('deliveryRules.save', { name: 'Fourth', rule: ruleOf(named('Person 4')), scope: {}, isOn: true })
  const delivery = await prepareAgain(world, await world.prepareDelivery('Hi {{ last_name }}'), {
    who: { listId },
  })
  expect(sumsOf(delivery)).toEqual([7, 7, 0])
  expect(await causesOf(world, delivery)).toEqual({
    1: ['suppressed', 'blocked', 'not-on-list', 'required-field-empty'],
    2: ['blocked', 'not-on-list', 'required-field-empty'],
    3: ['not-on-list', 'required-field-empty'],
    4: ['custom-filter', 'required-field-empty'],
    5: ['required-field-empty'],
    6: ['required-field-empty'],
    7: ['no-phone', 'not-on-list', 'required-field-empty'],
  })
})

test('no address, a number that is on the denylist and a number twice are always left out (TY-03)', async () => {
  const world = await worldOfSix()
  const { call } = world
  await call('people.create', { firstName: 'Person 7' })
  await call('people.create', { firstName: 'Person 8', phone: phones[2] ?? '' })
  await call('people.create', { firstName: 'Person 9', phone: '12' })
  await call('suppressions.addNumber', { phone: phones[1] ?? '' })
  const delivery = await world.prepareDelivery('Hi')
  expect(sumsOf(delivery)).toEqual([9, 4, 5])
  expect(await causesOf(world, delivery)).toEqual({
    2: ['suppressed'],
    7: ['no-phone'],
    8: ['duplicate-number'],
    9: ['invalid-number'],
  })
})

test('a rule leaves out whoever matches it, in the deliveries that it is for alone (TY-04)', async () => {
  const world = await worldOfSix()
  const rule = { name: 'Colleagues', rule: ruleOf(named('Person 2')), isOn: true }
  const { id } = await world.call('deliveryRules.save', { ...rule, scope: { label: 'sms' } })
  expect(sumsOf(await world.prepareDelivery())).toEqual([6, 1, 5])
  await world.call('deliveryRules.save', { ...rule, id, scope: { label: 'invoice' } })
  expect(sumsOf(await world.prepareDelivery())).toEqual([6, 0, 6])
})

test('a cap counts what was sent at once, also by another delivery, and looks both ways in time (TY-06)', async () => {
  const world = await worldOfSix()
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 1 }] })
  const first = await world.startDelivery('One')
  await world.finish(first.id)
  const second = await world.prepareDelivery('Two')
  expect(sumsOf(second)).toEqual([6, 6, 0])
  expect((await causesOf(world, second))['1']).toEqual(['frequency-cap'])
  const postponed = await prepareAgain(world, second, { who: { cap: 'postpone' } })
  expect(sumsOf(postponed)).toEqual([6, 0, 6])
  expect(postponed.preparation?.postponed?.messages).toBe(6)
  const { id } = postponed
  await world.call('deliveries.confirm', { id, digest: postponed.preparation?.digest ?? '' })
  await world.clock.advance(20 * hour)
  // Those that wait count as well: a third message would come too close before them.
  expect(sumsOf(await world.prepareDelivery('Three'))).toEqual([6, 6, 0])
  expect(world.network.journal.messages).toHaveLength(6)
  await world.clock.advance(5 * hour)
  expect(world.network.journal.messages).toHaveLength(12)
})

test('a control group gets nothing, is told apart from other exclusions, and is found by a rule later (TY-11)', async () => {
  const world = await worldOfSix()
  const who = { controlGroup: { pick: 'random', size: { of: 'count', count: 2 } } } as const
  const delivery = await prepareAgain(world, await world.prepareDelivery('Hi'), { who })
  expect(sumsOf(delivery)).toEqual([6, 2, 4])
  const kept = await causesOf(world, delivery)
  expect(Object.values(kept)).toEqual([['control-group'], ['control-group']])
  const { id, preparation } = delivery
  const wasKept: Condition = {
    type: 'delivery',
    event: 'control-group',
    deliveryId: id,
    period: 'ever',
    times: 1,
  }
  const find = async (): Promise<string[]> => {
    const { samples } = await world.call('audiences.count', { rule: ruleOf(wasKept) })
    return samples.map(({ firstName }) => firstName?.split(' ')[1] ?? '')
  }
  expect(await find()).toEqual([])
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.finish(id)
  expect(world.network.journal.messages).toHaveLength(4)
  expect(await find()).toEqual(Object.keys(kept))
})

test('who came in after the preparation is told of and gets nothing; the target stays as it was (TY-01)', async () => {
  const world = await worldOfSix()
  const { id } = await world.prepareDelivery('Hi')
  const now = () => world.call('deliveries.audienceNow', { id })
  expect(await now()).toEqual({ audience: { before: 6, now: 6, came: 0, left: 0 } })
  await world.call('people.create', { firstName: 'Person 7', phone: '+447700900007' })
  expect(await now()).toEqual({ audience: { before: 6, now: 7, came: 1, left: 0 } })
  const { preparation } = await world.readDelivery(id)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.finish(id)
  expect(world.network.journal.messages).toHaveLength(6)
})

test('an audience is told to have changed also where as many came as left (TY-01)', async () => {
  const world = await worldOfSix()
  const { id } = await world.prepareDelivery('Hi')
  await world.call('people.remove', { selection: { ids: [2] } })
  await world.call('people.create', { firstName: 'Person 7', phone: '+447700900007' })
  const { audience } = await world.call('deliveries.audienceNow', { id })
  expect(audience).toEqual({ before: 6, now: 6, came: 1, left: 1 })
})

test('an audience that has become empty is prepared with nobody, and cannot be confirmed (TY-01)', async () => {
  const world = await worldOfSix()
  const delivery = await world.prepareDelivery('Hi')
  await world.call('people.remove', { selection: { all: {}, except: [] } })
  await world.call('deliveries.prepare', { id: delivery.id })
  await world.clock.runUntil(async () => (await world.readDelivery(delivery.id)).state === 'ready')
  const empty = await world.readDelivery(delivery.id)
  expect(sumsOf(empty)).toEqual([0, 0, 0])
  const confirm = world.call('deliveries.confirm', { id: empty.id, digest: empty.preparation?.digest ?? '' })
  await expect(confirm).rejects.toThrow('delivery/nobody')
})

test('excluded and to deliver are in the exports as often as the review says (KP-01 to KP-03)', async () => {
  const world = await worldOfSix()
  await world.call('people.block', { selection: { ids: [2, 3] }, block: 'suspended' })
  const who = { controlGroup: { pick: 'random', size: { of: 'count', count: 1 } } } as const
  const delivery = await prepareAgain(world, await world.prepareDelivery('Hi'), { who })
  expect(sumsOf(delivery)).toEqual([6, 3, 3])
  const folder = createTemporaryFolder()
  const linesOf = async (of: 'exclusions' | 'messages'): Promise<string[]> => {
    const file = join(folder, `${of}.csv`)
    await world.client.call('exports.start', { what: { of, deliveryId: delivery.id }, format: 'csv', file })
    return readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
  }
  const [excluded, messages] = [await linesOf('exclusions'), await linesOf('messages')]
  expect([excluded.length, messages.length]).toEqual([3, 3])
  for (const { cause, count } of delivery.preparation?.excluded ?? []) {
    expect(excluded.filter(line => line.includes(`,${cause},`))).toHaveLength(count)
  }
})
