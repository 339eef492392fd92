import { describe, expect, it } from 'vitest'
import {
  changeSubscriptions,
  type SubscriptionOrder,
} from '../../../../../src/main/engine/consent/change-subscriptions.ts'
import { subscriptionHandlers } from '../../../../../src/main/engine/consent/subscription-handlers.ts'
import { createJobs } from '../../../../../src/main/engine/create-jobs.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

const never = new AbortController().signal

/** People with the ids 1 to `count`, and a list. */
function createListWorld(count: number): PeopleWorld & { listId: number } {
  const world = createPeopleWorld()
  const { sql } = world.context.workspace
  sql
    .prepare(`
      WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < ?)
      INSERT INTO people (phone, phone_type, first_name, created_at, updated_at)
      SELECT '+4477009' || (10000 + i), 'mobile', 'P' || i, 0, 0 FROM number`)
    .run(count)
  const { lastInsertRowid } = sql
    .prepare("INSERT INTO subscription_lists (name, created_at, changed_at) VALUES ('News', 0, 0)")
    .run()
  return { ...world, listId: Number(lastInsertRowid) }
}

const order = (listId: number, more: Partial<SubscriptionOrder> = {}): SubscriptionOrder => ({
  listId,
  state: 'subscribed',
  people: { sql: '1', parameters: [] },
  source: 'workflow',
  ...more,
})

const statesOf = ({ context }: PeopleWorld): unknown =>
  context.workspace.sql.prepare('SELECT person_id, state FROM subscriptions ORDER BY 1').raw().all()
const countsOf = ({ context }: PeopleWorld): unknown =>
  context.workspace.sql
    .prepare('SELECT pending, subscribed, unsubscribed FROM subscription_lists')
    .raw()
    .get()

describe('a change of subscriptions', () => {
  it('puts everybody who matches on the list, and counts them', async () => {
    const world = createListWorld(5)
    const people = { sql: 'people.id > ?', parameters: [2] }
    expect(await changeSubscriptions(world.context, order(world.listId, { people }), never)).toEqual({
      changed: 3,
      unchanged: 0,
      withoutNumber: 0,
      heldBack: 0,
      isWhole: true,
    })
    expect(statesOf(world)).toEqual([3, 4, 5].map(id => [id, 'subscribed']))
    expect(countsOf(world)).toEqual([0, 3, 0])
    expect(world.pushes.map(({ name }) => name)).toContain('subscriptions.changed')
  })

  it('changes nothing the second time, and leaves no evidence of nothing', async () => {
    const world = createListWorld(3)
    const { sql } = world.context.workspace
    await changeSubscriptions(world.context, order(world.listId), never)
    const again = await changeSubscriptions(world.context, order(world.listId), never)
    expect(again).toMatchObject({ changed: 0, unchanged: 3 })
    expect(sql.prepare('SELECT people FROM subscription_changes').pluck().all()).toEqual([3])
  })

  it('is one act when it was cut off and is taken up again under its key', async () => {
    const world = createListWorld(1000)
    const { sql } = world.context.workspace
    const abort = new AbortController()
    const stop = world.context.hear('people.work-progressed', () => abort.abort())
    const keyed = order(world.listId, { workKey: 'run 1, activity a', job: 'j' })
    const first = await changeSubscriptions(world.context, keyed, abort.signal)
    stop()
    expect(first.isWhole).toBe(false)
    expect(first.changed).toBeLessThan(1000)
    const rest = await changeSubscriptions(world.context, keyed, never)
    expect(rest).toMatchObject({ changed: 1000 - first.changed, unchanged: first.changed, isWhole: true })
    expect(sql.prepare('SELECT people FROM subscription_changes').pluck().all()).toEqual([1000])
    expect(countsOf(world)).toEqual([0, 1000, 0])
  })

  it('leaves people without a number alone, and says how many they are', async () => {
    const world = createListWorld(2)
    world.context.workspace.sql.exec('UPDATE people SET phone = NULL WHERE id = 1')
    const result = await changeSubscriptions(
      world.context,
      order(world.listId, { people: [1, 2, 99] }),
      never,
    )
    expect(result).toMatchObject({ changed: 1, withoutNumber: 1, unchanged: 0 })
  })

  it('takes people off at once, and does not put them back unless that is asked for', async () => {
    const world = createListWorld(3)
    await changeSubscriptions(world.context, order(world.listId), never)
    const leave = order(world.listId, { state: 'unsubscribed', people: [2], source: 'reply', text: 'STOP' })
    expect(await changeSubscriptions(world.context, leave, never)).toMatchObject({ changed: 1 })
    expect(countsOf(world)).toEqual([0, 2, 1])
    const again = await changeSubscriptions(world.context, order(world.listId), never)
    expect(again).toMatchObject({ changed: 0, unchanged: 2, heldBack: 1 })
    const asked = order(world.listId, { includesUnsubscribed: true })
    expect(await changeSubscriptions(world.context, asked, never)).toMatchObject({ changed: 1, heldBack: 0 })
    expect(countsOf(world)).toEqual([0, 3, 0])
  })

  it('does not unsubscribe who is not on the list', async () => {
    const world = createListWorld(2)
    const leave = order(world.listId, { state: 'unsubscribed' })
    expect(await changeSubscriptions(world.context, leave, never)).toMatchObject({ changed: 0, unchanged: 2 })
    expect(statesOf(world)).toEqual([])
  })

  it('lets who was asked confirm, lapse or leave, and asks nobody who is on the list', async () => {
    const world = createListWorld(4)
    await changeSubscriptions(world.context, order(world.listId, { people: [4] }), never)
    const ask = order(world.listId, { state: 'pending' })
    expect(await changeSubscriptions(world.context, ask, never)).toMatchObject({ changed: 3, unchanged: 1 })
    await changeSubscriptions(world.context, order(world.listId, { people: [1] }), never)
    await changeSubscriptions(world.context, order(world.listId, { people: [2], state: 'none' }), never)
    await changeSubscriptions(
      world.context,
      order(world.listId, { people: [3], state: 'unsubscribed' }),
      never,
    )
    expect(statesOf(world)).toEqual([
      [1, 'subscribed'],
      [2, 'none'],
      [3, 'unsubscribed'],
      [4, 'subscribed'],
    ])
    expect(countsOf(world)).toEqual([0, 2, 1])
  })

  it('remembers who left when they are deleted and come back with the same number', async () => {
    const world = createListWorld(1)
    const { sql } = world.context.workspace
    await changeSubscriptions(world.context, order(world.listId), never)
    await changeSubscriptions(world.context, order(world.listId, { state: 'unsubscribed' }), never)
    await peopleHandlers(world.context)['people.remove']({ selection: { ids: [1] } })
    expect(countsOf(world)).toEqual([0, 0, 0])
    sql.exec("INSERT INTO people (phone, created_at, updated_at) VALUES ('+447700910001', 0, 0)")
    const back = await changeSubscriptions(world.context, order(world.listId), never)
    expect(back).toMatchObject({ changed: 0, heldBack: 1 })
    const asked = order(world.listId, { includesUnsubscribed: true })
    expect(await changeSubscriptions(world.context, asked, never)).toMatchObject({ changed: 1 })
    expect(sql.prepare('SELECT count(*) FROM remembered_unsubscriptions').pluck().get()).toBe(0)
  })

  it('is refused for a list that is gone', async () => {
    const world = createListWorld(1)
    await expect(changeSubscriptions(world.context, order(9), never)).rejects.toMatchObject({
      code: 'subscription-list/not-found',
    })
  })
})

describe('a subscription list', () => {
  const handlersOf = ({ context }: PeopleWorld) => subscriptionHandlers(context, createJobs())
  const set = { selection: { ids: [1, 2] }, note: 'Paper form', includesUnsubscribed: false }

  it('is made, renamed and told apart from others by its name', async () => {
    const lists = handlersOf(createPeopleWorld())
    const made = await lists['subscriptionLists.save']({ name: 'News', description: 'What is new' })
    expect(made).toMatchObject({ name: 'News', description: 'What is new', subscribed: 0, usedBy: [] })
    expect(() => lists['subscriptionLists.save']({ name: 'NEWS' })).toThrow(
      expect.objectContaining({ code: 'subscription-list/name-taken' }),
    )
    expect(await lists['subscriptionLists.save']({ id: made.id, name: 'News ' })).toMatchObject({
      description: 'What is new',
    })
  })

  it('takes nobody by hand without a reason, and shows it with each person', async () => {
    const world = createListWorld(3)
    const lists = handlersOf(world)
    const { listId } = world
    await expect(
      lists['subscriptions.set']({ ...set, listId, state: 'subscribed', note: '' }),
    ).rejects.toMatchObject({ code: 'subscription/no-note' })
    await lists['subscriptions.set']({ ...set, listId, state: 'subscribed' })
    expect(await lists['subscriptions.ofPerson']({ personId: 2 })).toMatchObject([
      { listName: 'News', state: 'subscribed', source: 'manual', note: 'Paper form', phone: '+447700910002' },
    ])
    expect(await lists['subscriptions.ofPerson']({ personId: 3 })).toMatchObject([
      { listName: 'News', state: 'none', since: null, source: null },
    ])
    const audit = world.context.workspace.sql.prepare('SELECT action FROM audit_log').pluck().all()
    expect(audit).toEqual(['subscriptions.set'])
  })

  it('keeps a history in which every number opens its people', async () => {
    const world = createListWorld(3)
    const lists = handlersOf(world)
    const { listId } = world
    await lists['subscriptions.set']({ ...set, listId, state: 'subscribed' })
    await lists['subscriptions.set']({
      listId,
      selection: { ids: [1] },
      state: 'unsubscribed',
      includesUnsubscribed: false,
    })
    const { total, rows } = await lists['subscriptionLists.history']({ id: listId, offset: 0, limit: 10 })
    expect(total).toBe(2)
    expect(rows).toMatchObject([
      { state: 'unsubscribed', people: 1, note: null },
      { state: 'subscribed', people: 2, note: 'Paper form' },
    ])
    const page = (source: object) =>
      peopleHandlers(world.context)['people.page']({
        source: source as never,
        sortBy: 'id',
        descending: false,
        offset: 0,
        limit: 10,
      })
    const ids = async (source: object) => (await page(source)).rows.map(({ id }) => id)
    expect(await ids({ subscriptionChangeId: rows[1]?.id })).toEqual([1, 2])
    expect(await ids({ subscriptionListId: listId, state: 'subscribed' })).toEqual([2])
    expect(await ids({ subscriptionListId: listId })).toEqual([1, 2])
  })

  it('is not removed while a rule names it', async () => {
    const world = createListWorld(1)
    const rule = (listId: number): string =>
      JSON.stringify({
        version: 3,
        root: {
          type: 'group',
          match: 'all',
          items: [{ type: 'subscription', operator: 'is', status: 'subscribed', since: 'any', listId }],
        },
      })
    world.context.workspace.sql
      .prepare("INSERT INTO audiences (name, rule, created_at, updated_at) VALUES ('Members', ?, 0, 0)")
      .run(rule(world.listId))
    const lists = handlersOf(world)
    expect(await lists['subscriptionLists.get']({ id: world.listId })).toMatchObject({
      usedByAudiences: [{ name: 'Members' }],
    })
    await expect(lists['subscriptionLists.remove']({ id: world.listId })).rejects.toMatchObject({
      code: 'subscription-list/in-use',
      data: { name: 'News', users: 'Members' },
    })
  })

  it('is removed with everybody on it, and the evidence stays on the pages of the people', async () => {
    const world = createListWorld(3)
    const lists = handlersOf(world)
    const { listId } = world
    await lists['subscriptions.set']({ ...set, listId, state: 'subscribed' })
    await lists['subscriptionLists.remove']({ id: listId })
    expect(await lists['subscriptionLists.list']({})).toEqual([])
    expect(statesOf(world)).toEqual([])
    const timeline = await peopleHandlers(world.context)['people.timeline']({ id: 1, offset: 0, limit: 10 })
    expect(timeline.rows).toMatchObject([
      {
        kind: 'consent',
        listName: 'News',
        isRemoved: true,
        from: 'none',
        to: 'subscribed',
        note: 'Paper form',
      },
    ])
    const { id } = await lists['subscriptionLists.save']({ name: 'News' })
    expect(id).not.toBe(listId)
  })
})

describe('people who are merged', () => {
  it('keep the later word on each list', async () => {
    const world = createListWorld(2)
    const { sql } = world.context.workspace
    const add = sql.prepare('INSERT INTO subscription_lists (name, created_at, changed_at) VALUES (?, 0, 0)')
    add.run('Only the other')
    add.run('Left later')
    add.run('Left at the same moment')
    const insert = sql.prepare('INSERT INTO subscriptions VALUES (?, ?, ?, ?, NULL, ?, 1)')
    insert.run(1, 1, 'subscribed', 20, 'a')
    insert.run(1, 2, 'unsubscribed', 10, 'b')
    insert.run(2, 2, 'subscribed', 5, 'b')
    insert.run(3, 1, 'subscribed', 10, 'a')
    insert.run(3, 2, 'unsubscribed', 20, 'b')
    insert.run(4, 1, 'subscribed', 10, 'a')
    insert.run(4, 2, 'unsubscribed', 10, 'b')
    await peopleHandlers(world.context)['people.merge']({ intoId: 1, fromId: 2 })
    expect(sql.prepare('SELECT list_id, person_id, state FROM subscriptions').raw().all()).toEqual([
      [1, 1, 'subscribed'],
      [2, 1, 'subscribed'],
      [3, 1, 'unsubscribed'],
      [4, 1, 'unsubscribed'],
    ])
    expect(
      sql.prepare('SELECT subscribed, unsubscribed FROM subscription_lists ORDER BY id').raw().all(),
    ).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ])
  })
})
