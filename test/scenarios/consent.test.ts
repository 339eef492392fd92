import { expect, test } from 'vitest'
import type { Condition, RuleGroup } from '../../src/shared/rule.ts'
import { createWorld, type World } from '../support/world.ts'

const phones = Array.from({ length: 6 }, (_, index) => `+44770090000${index + 1}`)

/** Six people, called Person 1 to Person 6, who were all sent a delivery. */
async function worldOfSix(): Promise<World & { deliveryId: number }> {
  const world = createWorld()
  await world.addLine()
  await world.addPeople(phones)
  const { id } = await world.startDelivery('Spring is here: https://example.com/spring')
  await world.finish(id)
  return Object.assign(world, { deliveryId: id })
}

/** The numbers of the persons who match, by the call that the rule builder makes. */
async function matching({ call }: World, ...items: RuleGroup['items']): Promise<number[]> {
  const rule = { version: 3 as const, root: { type: 'group' as const, match: 'all' as const, items } }
  const { count, samples } = await call('audiences.count', { rule, samples: 50 })
  expect(samples).toHaveLength(count)
  return samples.map(({ firstName }) => Number(firstName?.split(' ')[1]))
}

const subscription = (more: Partial<Condition>): Condition =>
  ({ type: 'subscription', operator: 'is', status: 'subscribed', since: 'any', ...more }) as Condition

test('rules find people by tags, consent, suppression, blocks and clicks, and follow every change of them', async () => {
  const world = await worldOfSix()
  const { call, clock, deliveryId } = world
  const some = (...ids: number[]) => ({ selection: { ids } })
  const { tagId } = await call('people.tag', { ...some(1, 2), name: 'Choir' })
  const { id: listId } = await call('subscriptionLists.save', { name: 'News' })
  const subscribe = { listId, state: 'subscribed', note: 'Paper form' } as const
  await call('subscriptions.set', { ...subscribe, ...some(1, 2, 3, 4) })
  await clock.advance(3 * 86_400_000)
  await call('subscriptions.set', { listId, state: 'unsubscribed', ...some(3) })
  await call('suppressions.addNumber', { phone: phones[4] ?? '' })
  const url = 'https://example.com/spring'
  await call('clicks.record', {
    clicks: [
      { phone: phones[0] ?? '', url, deliveryId },
      { phone: phones[1] ?? '', url: 'https://example.com/other' },
    ],
  })

  expect(await matching(world, { type: 'tag', operator: 'has-any', tagIds: [tagId] })).toEqual([1, 2])
  expect(await matching(world, subscription({ listId }))).toEqual([1, 2, 4])
  expect(await matching(world, subscription({ listId, status: 'unsubscribed' }))).toEqual([3])
  const recently = { since: 'in-last-days', days: 1 } as const
  expect(await matching(world, subscription({ listId, status: 'unsubscribed', ...recently }))).toEqual([3])
  expect(await matching(world, subscription({ listId, ...recently }))).toEqual([])
  expect(await matching(world, subscription({ status: 'none' }))).toEqual([5, 6])
  expect(await matching(world, { type: 'suppressed', operator: 'is' })).toEqual([5])
  expect(await matching(world, { type: 'click', url: '/spring', period: 'ever' })).toEqual([1])
  const notClicked = { type: 'click', deliveryId, period: 'never' } as const
  const sent = { type: 'delivery', event: 'delivered', deliveryId, period: 'ever', times: 1 } as const
  expect(await matching(world, sent, notClicked, subscription({ listId }))).toEqual([2, 4])

  await call('people.block', { ...some(2), block: 'blocked' })
  await call('people.block', { ...some(4, 6), block: 'suspended' })
  expect(await matching(world, { type: 'blocked', operator: 'is' })).toEqual([2, 4, 6])
  expect(await matching(world, { type: 'blocked', operator: 'is', block: 'suspended' })).toEqual([4, 6])
  expect(await matching(world, { type: 'blocked', operator: 'is-not' })).toEqual([1, 3, 5])
  await call('people.block', { ...some(4), block: null })
  expect(await matching(world, { type: 'blocked', operator: 'is' })).toEqual([2, 6])

  await call('suppressions.remove', { phones: [phones[4] ?? ''] })
  expect(await matching(world, { type: 'suppressed', operator: 'is' })).toEqual([])
  await call('subscriptions.set', { ...subscribe, ...some(3) })
  expect(await matching(world, subscription({ listId }))).toEqual([1, 2, 4])
  await call('subscriptions.set', { ...subscribe, ...some(3), includesUnsubscribed: true })
  expect(await matching(world, subscription({ listId }))).toEqual([1, 2, 3, 4])
})

test('the history of a person holds what was sent, received, clicked and agreed to, the latest first', async () => {
  const world = await worldOfSix()
  const { call, clock, network, deliveryId } = world
  const { id: listId } = await call('subscriptionLists.save', { name: 'News' })
  await clock.advance(1000)
  await call('subscriptions.set', {
    listId,
    state: 'subscribed',
    note: 'Paper form',
    selection: { ids: [1] },
  })
  await clock.advance(1000)
  await call('clicks.record', {
    clicks: [{ phone: phones[0] ?? '', url: 'https://example.com', deliveryId }],
  })
  await call('suppressions.addNumber', { phone: phones[1] ?? '' })
  await world.startDelivery('Second')

  const kinds = async (id: number, more: object = {}) => {
    const { rows } = await call('people.timeline', { id, ...more })
    return rows.map(({ kind }) => kind)
  }
  expect((await kinds(1)).filter(kind => kind !== 'sent')).toEqual(['clicked', 'consent'])
  expect((await kinds(1)).at(-1)).toBe('sent')
  expect(await kinds(2)).toEqual(['excluded', 'sent'])
  expect(await kinds(2, { deliveryId: deliveryId + 1 })).toEqual(['excluded'])
  const { total, rows } = await call('people.timeline', { id: 2, kinds: ['excluded'] })
  expect(total).toBe(1)
  expect(rows).toMatchObject([{ causes: [{ cause: 'suppressed' }] }])
  const window = await call('people.timeline', { id: 1, offset: 1, limit: 1 })
  expect(window.rows).toHaveLength(1)
  expect(network.journal.messages.length).toBeGreaterThan(5)
})
