import { describe, expect, it } from 'vitest'
import { audienceHandlers } from '../../../../../src/main/engine/audiences/handlers.ts'
import { consentHandlers } from '../../../../../src/main/engine/consent/handlers.ts'
import { createJobs } from '../../../../../src/main/engine/create-jobs.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import type { Rule } from '../../../../../src/shared/rule.ts'
import {
  countPeople,
  importAsGuessed,
  importCallsOf,
  listPeople,
  manyRows,
} from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

async function worldOf(count: number): Promise<PeopleWorld & { importId: number }> {
  const world = createPeopleWorld()
  const { importId } = await importAsGuessed(world, world.write('in.csv', manyRows(count)))
  return { ...world, importId }
}

const everyone = { all: {}, except: [] }

describe('a selection', () => {
  it('is all of a search but some, and what is done to it is done to each of them once', async () => {
    const world = await worldOf(500)
    const people = peopleHandlers(world.context)
    const found = await countPeople(world, { search: 'anna 7' })
    const [first] = await listPeople(world, { search: 'anna 7' })
    const selection = { all: { search: 'anna 7' }, except: [first?.id ?? 0] }
    expect(await people['people.tag']({ selection, name: 'Seven' })).toEqual({
      tagId: 1,
      changed: found - 1,
      isWhole: true,
    })
    expect(await people['people.tags']({})).toEqual([{ id: 1, name: 'Seven', people: found - 1 }])
    expect(await countPeople(world, { source: { tagId: 1 } })).toBe(found - 1)
    expect(await people['people.tag']({ selection, name: 'SEVEN' })).toMatchObject({ tagId: 1, changed: 0 })
  })

  it('of a stretch of rows is asked for as ids in the order of the list', async () => {
    const world = await worldOf(50)
    const people = peopleHandlers(world.context)
    const order = { sortBy: 'last_name', descending: true } as const
    const rows = await listPeople(world, order)
    const { ids } = await people['people.ids']({ ...order, offset: 10, limit: 5 })
    expect(ids).toEqual(rows.slice(10, 15).map(({ id }) => id))
  })

  it('is worked through piece by piece with its progress, and can be cut off', async () => {
    const world = await worldOf(5000)
    const people = peopleHandlers(world.context)
    const removing = people['people.remove']({ selection: everyone, job: 'away' })
    world.context.hear('people.work-progressed', () => void people['people.cancelWork']({ job: 'away' }))
    const { changed, isWhole } = await removing
    expect(isWhole).toBe(false)
    expect(changed).toBeGreaterThan(0)
    expect(await countPeople(world)).toBe(5000 - changed)
    expect(world.pushes).toContainEqual({
      name: 'people.work-progressed',
      data: { job: 'away', done: changed, of: 5000 },
    })
  })
})

describe('a tag', () => {
  it('is shown with a person, renamed, taken away and removed', async () => {
    const world = await worldOf(10)
    const people = peopleHandlers(world.context)
    const { tagId } = await people['people.tag']({ selection: everyone, name: 'Zebra' })
    await people['people.tag']({ selection: { ids: [3] }, name: 'Ape' })
    expect((await people['people.get']({ id: 3 })).person.tags.map(({ name }) => name)).toEqual([
      'Ape',
      'Zebra',
    ])
    await people['people.untag']({ selection: { ids: [1, 2] }, tagId })
    expect(await people['people.renameTag']({ tagId, name: 'Gnu' })).toEqual({
      id: tagId,
      name: 'Gnu',
      people: 8,
    })
    expect(() => people['people.renameTag']({ tagId, name: 'ape' })).toThrow(
      expect.objectContaining({ code: 'tag/name-taken' }),
    )
    expect(await people['people.removeTag']({ tagId })).toEqual({ changed: 8, isWhole: true })
    expect(await people['people.tags']({})).toMatchObject([{ name: 'Ape', people: 1 }])
  })

  it('is not made for nobody', async () => {
    const people = peopleHandlers(createPeopleWorld().context)
    await expect(people['people.tag']({ selection: { ids: [77] }, name: 'Ghost' })).rejects.toMatchObject({
      code: 'person/not-found',
    })
    expect(await people['people.tags']({})).toEqual([])
  })

  it('counts nobody who is deleted, or whose import is undone', async () => {
    const world = await worldOf(10)
    const people = peopleHandlers(world.context)
    await people['people.tag']({ selection: everyone, name: 'Gnu' })
    await people['people.remove']({ selection: { ids: [1, 2] } })
    expect(await people['people.tags']({})).toMatchObject([{ people: 8 }])
    await importCallsOf(world)['imports.undo']({ id: world.importId })
    expect(await people['people.tags']({})).toMatchObject([{ people: 0 }])
  })
})

describe('a suppressed number', () => {
  it('stays suppressed when its person is deleted and imported again, until it is lifted', async () => {
    const world = await worldOf(10)
    const people = peopleHandlers(world.context)
    const consent = consentHandlers(world.context, createJobs())
    await people['people.create']({ firstName: 'No number' })
    expect(await consent['suppressions.add']({ selection: everyone, note: 'asked by letter' })).toMatchObject(
      {
        added: 10,
        withoutNumber: 1,
        isWhole: true,
      },
    )
    await people['people.remove']({ selection: everyone })
    await importAsGuessed(world, world.write('again.csv', manyRows(3)))
    const again = await listPeople(world)
    expect(again.map(({ isSuppressed }) => isSuppressed)).toEqual([true, true, true])
    const { id, phone } = again[0] ?? expect.fail('nobody')
    const { suppression } = await people['people.get']({ id })
    expect(suppression).toMatchObject({ cause: 'manual', note: 'asked by letter' })
    await consent['suppressions.remove']({ phones: [phone ?? ''] })
    expect((await people['people.get']({ id })).suppression).toBeNull()
  })

  it('is added by hand as it is typed, and found by its digits with whoever has it', async () => {
    const world = await worldOf(3)
    const consent = consentHandlers(world.context, createJobs())
    world.context.workspace.sql.prepare("INSERT INTO settings VALUES ('defaultCountry', '\"FR\"')").run()
    expect(await consent['suppressions.addNumber']({ phone: '06 39 98 00 01' })).toMatchObject({
      phone: '+33639980001',
    })
    expect(await consent['suppressions.list']({ search: '0639', offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      rows: [{ phone: '+33639980001', people: [{ name: 'Anna 1 Martin 1' }] }],
    })
    expect(() => consent['suppressions.addNumber']({ phone: 'abc' })).toThrow(
      expect.objectContaining({ code: 'suppression/not-a-number' }),
    )
  })
})

describe('two people with one number', () => {
  async function twins(): Promise<PeopleWorld> {
    const world = createPeopleWorld()
    const people = peopleHandlers(world.context)
    world.context.workspace.sql.exec("INSERT INTO person_fields VALUES ('city', 'City', 'text', 0)")
    await people['people.create']({ firstName: 'Ada', phone: '+447700900001' })
    await people['people.create']({
      firstName: 'A.',
      lastName: 'Byron',
      language: 'en',
      phone: '+447700900001',
      fields: { city: 'London' },
    })
    await people['people.tag']({ selection: { ids: [2] }, name: 'Choir' })
    return world
  }

  it('are found and become one, with what either of them had', async () => {
    const world = await twins()
    const people = peopleHandlers(world.context)
    expect(await people['people.sameNumber']({ id: 1 })).toMatchObject([{ id: 2 }])
    expect(await people['people.merge']({ intoId: 1, fromId: 2 })).toMatchObject({
      id: 1,
      firstName: 'Ada',
      lastName: 'Byron',
      language: 'en',
      fields: { city: 'London' },
      tags: [{ name: 'Choir' }],
    })
    expect(await countPeople(world)).toBe(1)
    expect(await countPeople(world, { search: 'byron ada' })).toBe(1)
    expect((await people['people.get']({ id: 2 })).person.id).toBe(1)
    const audit = world.context.workspace.sql.prepare('SELECT action, data FROM audit_log').all()
    expect(audit).toContainEqual({
      action: 'people.merge',
      data: JSON.stringify({ into: 1, from: 2, filled: ['lastName', 'language', 'city'] }),
    })
  })

  it('of whom each has another number keep that of the first, and the other is named', async () => {
    const world = await twins()
    const people = peopleHandlers(world.context)
    const { id } = await people['people.create']({ firstName: 'Eve', phone: '+447700900077' })
    const merged = await people['people.merge']({ intoId: 1, fromId: id })
    expect(merged.phone).not.toBe('+447700900077')
    expect(merged.droppedPhone).toBe('+447700900077')
    expect((await people['people.merge']({ intoId: 1, fromId: 2 })).droppedPhone).toBeNull()
  })

  it('keep one history: the ledger is not rewritten', async () => {
    const world = await twins()
    const { sql } = world.context.workspace
    const people = peopleHandlers(world.context)
    sql.exec(`
      INSERT INTO populations (id) VALUES (1);
      INSERT INTO population_members (population_id, person_id) VALUES (1, 2);
      INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
        VALUES (1, 'Spring', 'draft', '{}', '{}', 1, 0);
      INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, changed_at)
        VALUES (1, 2, '+447700900001', 'Hello', 'gsm7', 1, 5);
      INSERT INTO exclusions VALUES (1, 1, 0, 'duplicate-number', '2');`)
    await people['people.merge']({ intoId: 1, fromId: 2 })
    const { rows } = await people['people.timeline']({ id: 1, offset: 0, limit: 100 })
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['excluded', 'sent'])
    expect(sql.prepare('SELECT person_id FROM messages').pluck().all()).toEqual([2])
    expect(sql.prepare('SELECT person_id FROM population_members ORDER BY 1').pluck().all()).toEqual([1, 2])
  })

  it('are asked about as one in rules, and stay in the lists of either', async () => {
    const world = await twins()
    const { sql } = world.context.workspace
    const people = peopleHandlers(world.context)
    const audiences = audienceHandlers(world.context)
    const { audience } = await audiences['audiences.addPeople']({
      audience: { name: 'Choir' },
      selection: { ids: [2] },
    })
    sql.exec(`
      INSERT INTO populations (id) VALUES (1);
      INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
        VALUES (1, 'Spring', 'draft', '{}', '{}', 1, 0);
      INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, changed_at)
        VALUES (1, 2, '+447700900001', 'Hello', 'gsm7', 1, 'delivered', 5);`)
    await people['people.merge']({ intoId: 1, fromId: 2 })
    const item = { type: 'delivery', event: 'sent', period: 'ever', times: 1 } as const
    const rule: Rule = { version: 3, root: { type: 'group', match: 'all', items: [item] } }
    const { samples } = await audiences['audiences.count']({ rule, samples: 5 })
    expect(samples.map(({ id }) => id)).toEqual([1])
    expect(await countPeople(world, { source: { audienceId: audience.id } })).toBe(1)
  })

  it('are not merged with themselves, nor while a delivery is being prepared', async () => {
    const world = await twins()
    const people = peopleHandlers(world.context)
    const merge = (intoId: number, fromId: number) => () => people['people.merge']({ intoId, fromId })
    expect(merge(1, 1)).toThrow(expect.objectContaining({ code: 'person/same' }))
    world.context.workspace.sql.exec(`
      INSERT INTO populations (id) VALUES (1);
      INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
        VALUES (1, 'Spring', 'preparing', '{}', '{}', 1, 0);`)
    expect(merge(1, 2)).toThrow(expect.objectContaining({ code: 'person/being-prepared' }))
    expect(await countPeople(world)).toBe(2)
  })
})
