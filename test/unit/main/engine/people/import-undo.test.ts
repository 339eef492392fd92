import { describe, expect, it } from 'vitest'
import { createImports } from '../../../../../src/main/engine/people/create-imports.ts'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { importAsGuessed, importCallsOf, listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'
import { readPeopleBytes } from '../../../../support/people-bytes.ts'

const [anna, bea, cem] = ['+33639981234', '+33639981235', '+33639981236']

async function createTwo(): Promise<PeopleWorld> {
  const world = createPeopleWorld()
  const people = peopleHandlers(world.context)
  await people['people.addField']({ label: 'City', type: 'text' })
  await people['people.create']({ firstName: 'Anna', phone: anna, fields: { city: 'Lyon' } })
  await people['people.create']({ firstName: 'Bea', phone: bea })
  return world
}

const rows = [`Anna,Ek,${anna},Nice,Gold`, `Bea,Berg,${bea},Rome,Silver`, `Cem,Can,${cem},Oslo,Gold`]
const file = (world: PeopleWorld, lines: readonly string[] = rows): string =>
  world.write('list.csv', `first name,last name,phone,city,tier\n${lines.join('\n')}\n`)

describe('an import that is undone', () => {
  it('gives back what it changed, byte for byte, and takes back what it made and gave', async () => {
    const world = await createTwo()
    const { sql } = world.context.workspace
    const before = readPeopleBytes(sql)
    const options = { existing: 'overwrite', tags: ['Choir', 'New'], list: { name: 'Members' } } as const
    await peopleHandlers(world.context)['people.tag']({ selection: { ids: [1] }, name: 'Choir' })
    const tagged = readPeopleBytes(sql)
    const { calls, importId, result } = await importAsGuessed(world, file(world), {
      ...options,
      tags: ['Choir', 'New'],
    })
    expect(result).toMatchObject({
      imported: 1,
      updated: 2,
      tags: ['Choir', 'New'],
      list: { name: 'Members' },
    })
    expect((await listPeople(world)).map(person => person.tags.map(({ name }) => name))).toEqual(
      Array.from({ length: 3 }, () => ['Choir', 'New']),
    )
    const listId = result.list?.id ?? 0
    expect(await listPeople(world, { source: { audienceId: listId } })).toHaveLength(3)

    expect(await calls['imports.undo']({ id: importId })).toEqual({
      removed: 1,
      restored: 2,
      kept: 0,
      merged: 0,
    })
    expect(readPeopleBytes(sql)).toEqual(tagged)
    expect(tagged).not.toEqual(before)
    expect(sql.prepare('SELECT count(*) FROM audiences').pluck().get()).toBe(0)
    expect(await calls['imports.get']({ id: importId })).toMatchObject({
      state: 'undone',
      isSettled: true,
      takenBack: { removed: 1, restored: 2, kept: 0 },
      list: { id: null, name: 'Members' },
    })
  })

  it('leaves what was changed by hand since, and gives back the rest', async () => {
    const world = await createTwo()
    const people = peopleHandlers(world.context)
    const { calls, importId } = await importAsGuessed(world, file(world), { existing: 'overwrite' })
    await people['people.update']({ id: 1, lastName: 'Ekman', fields: { tier: 'Bronze' } })
    expect(await calls['imports.undo']({ id: importId })).toEqual({
      removed: 1,
      restored: 1,
      kept: 1,
      merged: 0,
    })
    expect(await listPeople(world)).toMatchObject([
      { firstName: 'Anna', lastName: 'Ekman', fields: { city: 'Lyon', tier: 'Bronze' } },
      { firstName: 'Bea', lastName: null, fields: {} },
    ])
    expect((await people['people.fields']({})).map(({ key }) => key)).toContain('tier')
    expect((await listPeople(world, { sortBy: 'last_name' })).map(({ firstName }) => firstName)).toEqual([
      'Bea',
      'Anna',
    ])
  })

  it('under a later one leaves to that what was before both', async () => {
    const world = await createTwo()
    const { sql } = world.context.workspace
    const before = readPeopleBytes(sql)
    const calls = importCallsOf(world)
    const options = { existing: 'overwrite', calls } as const
    const first = await importAsGuessed(world, file(world), options)
    const second = await importAsGuessed(world, file(world, [`Anja,Ek,${anna},Paris,`]), options)
    expect(await calls['imports.undo']({ id: first.importId })).toEqual({
      removed: 1,
      restored: 1,
      kept: 1,
      merged: 0,
    })
    expect(await listPeople(world)).toMatchObject([{ firstName: 'Anja', fields: { city: 'Paris' } }, {}])
    await calls['imports.undo']({ id: second.importId })
    expect(readPeopleBytes(sql)).toEqual(before)
  })

  it('keeps people who came with a later one too, until that is undone as well', async () => {
    const world = createPeopleWorld()
    const calls = importCallsOf(world)
    const first = await importAsGuessed(world, file(world), { calls })
    const second = await importAsGuessed(world, file(world, rows.slice(0, 2)), { calls })
    const third = await importAsGuessed(world, file(world, rows.slice(0, 1)), { calls })
    const undo = (id: number) => calls['imports.undo']({ id })
    const names = async () => (await listPeople(world)).map(({ firstName }) => firstName)
    expect(await undo(first.importId)).toEqual({ removed: 1, restored: 0, kept: 2, merged: 0 })
    expect(await names()).toEqual(['Anna', 'Bea'])
    expect(await undo(second.importId)).toEqual({ removed: 1, restored: 0, kept: 0, merged: 0 })
    expect(await names()).toEqual(['Anna'])
    expect(await undo(third.importId)).toEqual({ removed: 1, restored: 0, kept: 0, merged: 0 })
    expect(await names()).toEqual([])
  })

  it('counts whom a merge keeps as kept, and says so', async () => {
    const world = createPeopleWorld()
    const people = peopleHandlers(world.context)
    const own = await people['people.create']({ firstName: 'Anna', phone: '+33639981237' })
    const { calls, importId } = await importAsGuessed(world, file(world, rows.slice(0, 2)))
    const made = (await listPeople(world)).map(({ id }) => id).filter(id => id !== own.id)
    await people['people.merge']({ intoId: own.id, fromId: made[0] ?? 0 })
    await people['people.merge']({ intoId: own.id, fromId: made[1] ?? 0 })
    expect(await calls['imports.undo']({ id: importId })).toEqual({
      removed: 0,
      restored: 0,
      kept: 1,
      merged: 1,
    })
  })

  it('counts those who go with it once, whatever it had changed of them', async () => {
    const world = createPeopleWorld()
    const calls = importCallsOf(world)
    const options = { existing: 'overwrite', calls } as const
    const first = await importAsGuessed(world, file(world, rows.slice(0, 2)), options)
    const second = await importAsGuessed(
      world,
      file(
        world,
        rows.map(row => `${row} class`),
      ),
      options,
    )
    await calls['imports.undo']({ id: first.importId })
    expect(await calls['imports.undo']({ id: second.importId })).toEqual({
      removed: 3,
      restored: 0,
      kept: 0,
      merged: 0,
    })
    expect(await listPeople(world)).toEqual([])
  })

  it('is foreseen with how many people it deletes, and how many of them were changed or tagged since', async () => {
    const world = await createTwo()
    const people = peopleHandlers(world.context)
    const more = ['Dan', 'Eva', 'Fay'].map((name, index) => `${name},,+3363998124${index},,`)
    const { calls, importId } = await importAsGuessed(world, file(world, [...rows, ...more]), {
      existing: 'fill',
      tags: ['New'],
    })
    const foresee = () => calls['imports.foreseeUndo']({ id: importId })
    expect(await foresee()).toEqual({ removed: 4, touched: 0 })
    // As if some time had passed.
    world.context.workspace.sql.exec(
      'UPDATE people SET updated_at = updated_at - 1; UPDATE imports SET finished_at = finished_at - 1',
    )
    await people['people.update']({ id: 3, lastName: 'Changed' })
    await people['people.tag']({ selection: { ids: [3, 4] }, name: 'Choir' })
    expect(await foresee()).toEqual({ removed: 4, touched: 2 })
    await importAsGuessed(world, file(world, more.slice(1, 2)), { existing: 'fill', calls })
    expect(await foresee()).toEqual({ removed: 3, touched: 2 })
    expect(await calls['imports.undo']({ id: importId })).toMatchObject({ removed: 3 })
  })

  it('does not touch a list that was filled anew since, nor the members whom it did not put there', async () => {
    const world = await createTwo()
    const { sql } = world.context.workspace
    sql.exec(`
      INSERT INTO audiences (id, name, rule, kind, member_set, created_at, updated_at)
      VALUES (1, 'Members', '{"version":2,"root":{"type":"group","match":"all","items":[]}}', 'list', 7, 0, 0);
      INSERT INTO audience_members VALUES (7, 1)`)
    const { calls, importId } = await importAsGuessed(world, file(world), {
      list: { id: 1 },
      existing: 'fill',
    })
    const members = sql
      .prepare('SELECT person_id FROM audience_members WHERE member_set = 7 ORDER BY 1')
      .pluck()
    expect(members.all()).toEqual([1, 2, 3])
    await calls['imports.undo']({ id: importId })
    expect(await listPeople(world, { source: { audienceId: 1 } })).toMatchObject([{ id: 1 }])
  })

  it('goes on after a restart where it was cut off, and tells how far it is', async () => {
    const world = await createTwo()
    const { sql } = world.context.workspace
    const before = readPeopleBytes(sql)
    const { calls, importId } = await importAsGuessed(world, file(world), {
      existing: 'overwrite',
      tags: ['New'],
    })
    const undoing = calls['imports.undo']({ id: importId })
    await calls.imports.stop()
    await undoing
    expect(await calls['imports.get']({ id: importId })).toMatchObject({ state: 'undone', isSettled: false })
    expect(createImports(world.context).recover()).toEqual([])
    await expect.poll(() => sql.prepare('SELECT min(is_settled) FROM imports').pluck().get()).toBe(1)
    expect(readPeopleBytes(sql)).toEqual(before)
    expect(await calls['imports.get']({ id: importId })).toMatchObject({
      takenBack: { removed: 1, restored: 2, kept: 0 },
    })
    const steps = world.pushes.filter(push => push.name === 'import.progressed')
    expect(steps.at(-1)?.data).toMatchObject({ step: { name: 'taking-back' } })
  })
})

it('nobody whom an import was to leave alone gets its tags or comes to its list', async () => {
  const world = await createTwo()
  const { result } = await importAsGuessed(world, file(world), {
    existing: 'skip',
    tags: ['New'],
    list: { name: 'Members' },
  })
  expect(result).toMatchObject({ imported: 1, skipped: 2 })
  expect((await listPeople(world)).map(({ tags }) => tags.length)).toEqual([0, 0, 1])
  expect(await listPeople(world, { source: { audienceId: result.list?.id } })).toHaveLength(1)
})

it('people to whom an import has nothing to add get its tags and come to its list all the same', async () => {
  const world = await createTwo()
  const { result } = await importAsGuessed(world, file(world, [`Anna,,${anna},,`]), {
    existing: 'fill',
    tags: ['New'],
    list: { name: 'Members' },
  })
  expect(result).toMatchObject({ updated: 0, skipped: 1 })
  expect((await listPeople(world)).map(({ tags }) => tags.length)).toEqual([1, 0])
  expect(await listPeople(world, { source: { audienceId: result.list?.id } })).toHaveLength(1)
})

it('an import cannot be put on an audience that is no list', async () => {
  const world = await createTwo()
  world.context.workspace.sql.exec(
    "INSERT INTO audiences (id, name, rule, kind, created_at, updated_at) VALUES (1, 'Live', '{}', 'query', 0, 0)",
  )
  const list = (id: number) => importAsGuessed(world, file(world), { list: { id } })
  await expect(list(1)).rejects.toMatchObject({ code: 'audience/not-a-list' })
  await expect(list(2)).rejects.toMatchObject({ code: 'audience/not-found' })
  expect(world.context.workspace.sql.prepare('SELECT count(*) FROM imports').pluck().get()).toBe(0)
})
