import { describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import type { ExistingPolicy } from '../../../../../src/shared/contract/import-options.ts'
import type { Person } from '../../../../../src/shared/contract/people.ts'
import { importAsGuessed, importCallsOf, listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

const number = '+33639981234'

function inShort({ firstName, lastName, language, fields }: Person): unknown[] {
  return [firstName, lastName, language, fields['city'] ?? null]
}

/** A workspace with one person, Anna without a last name, of Lyon. */
async function createAnna(): Promise<PeopleWorld> {
  const world = createPeopleWorld()
  const people = peopleHandlers(world.context)
  await people['people.addField']({ label: 'City', type: 'text' })
  await people['people.create']({ firstName: 'Anna', phone: number, fields: { city: 'Lyon' } })
  return world
}

const header = 'first name,last name,phone,language,city\n'

describe('a row whose number somebody has', () => {
  it.each<[ExistingPolicy, string, unknown[][], object]>([
    ['fill', 'anna,Ek', [['Anna', 'Ek', 'sv', 'Lyon']], { updated: 1 }],
    ['fill', 'Bea,Ek', [['Anna', null, 'sv', 'Lyon']], { updated: 1, otherName: 1 }],
    ['overwrite', 'Bea,', [['Bea', null, 'sv', 'Nice']], { updated: 1, otherName: 1 }],
    ['skip', 'Bea,Ek', [['Anna', null, null, 'Lyon']], { skipped: 1, skips: { 'left-alone': 1 } }],
    ['add', 'Anna,', [['Anna', null, 'sv', 'Lyon']], { updated: 1 }],
    ['add', ',', [['Anna', null, 'sv', 'Lyon']], { updated: 1 }],
    [
      'add',
      'Bea,Ek',
      [
        ['Anna', null, null, 'Lyon'],
        ['Bea', 'Ek', 'sv', 'Nice'],
      ],
      { imported: 1 },
    ],
    [
      'add-all',
      'Anna,',
      [
        ['Anna', null, null, 'Lyon'],
        ['Anna', null, 'sv', 'Nice'],
      ],
      { imported: 1 },
    ],
  ])('under %s, with %s', async (existing, name, after, counts) => {
    const world = await createAnna()
    const file = world.write('list.csv', `${header}${name},06 39 98 12 34,sv,Nice\n`)
    const { result } = await importAsGuessed(world, file, { existing })
    expect(result).toMatchObject({ read: 1, rejected: 0, ...counts, existing })
    expect((await listPeople(world)).map(inShort)).toEqual(after)
  })

  it('changes nobody where they have it all, and says whether it may mean somebody else', async () => {
    const world = await createAnna()
    const rows = [`Anna,,${number},,Lyon`, `Bea,,${number},,`, `Cem,,${number},,Nice`]
    const file = world.write('list.csv', `${header}${rows.join('\n')}\n`)
    const { result } = await importAsGuessed(world, file, { existing: 'fill' })
    expect(result).toMatchObject({
      read: 3,
      updated: 0,
      skipped: 3,
      skips: { 'nothing-new': 1, 'other-name': 2 },
      otherName: 2,
    })
    const [{ updatedAt }] = world.context.workspace.sql
      .prepare('SELECT updated_at AS updatedAt, created_at AS createdAt FROM people')
      .all() as [{ updatedAt: number }]
    expect(updatedAt).toBe(world.context.clock.now())
  })

  it('goes by the same policy after a row above it', async () => {
    const rows = [`Anna,,${number},,`, `Anna,Ek,${number},,Lyon`, `Anna,Berg,${number},sv,Nice`]
    const outcomes: Record<string, unknown> = {}
    for (const existing of ['fill', 'skip', 'overwrite', 'add'] as const) {
      const world = createPeopleWorld()
      const file = world.write('list.csv', `${header}${rows.join('\n')}\n`)
      const { result } = await importAsGuessed(world, file, { existing })
      const { imported, updated, skipped } = result
      outcomes[existing] = [[imported, updated, skipped], ...(await listPeople(world)).map(inShort)]
      expect(await listPeople(world, { sortBy: 'last_name' })).toHaveLength(imported)
    }
    expect(outcomes).toEqual({
      fill: [
        [1, 2, 0],
        ['Anna', 'Ek', 'sv', 'Lyon'],
      ],
      skip: [
        [1, 0, 2],
        ['Anna', null, null, null],
      ],
      overwrite: [
        [1, 2, 0],
        ['Anna', 'Berg', 'sv', 'Nice'],
      ],
      add: [
        [3, 0, 0],
        ['Anna', null, null, null],
        ['Anna', 'Ek', null, 'Lyon'],
        ['Anna', 'Berg', 'sv', 'Nice'],
      ],
    })
  })

  it('means the one of its name among several, else the first of them', async () => {
    const world = await createAnna()
    const people = peopleHandlers(world.context)
    await people['people.create']({ firstName: 'Bea', phone: number })
    const file = world.write('list.csv', `first name,phone,city\nBEA,${number},Nice\nCem,${number},Rome\n`)
    const { result } = await importAsGuessed(world, file, { existing: 'overwrite' })
    expect(result).toMatchObject({ updated: 2, otherName: 1 })
    expect((await listPeople(world)).map(person => [person.firstName, person.fields['city']])).toEqual([
      ['Cem', 'Rome'],
      ['BEA', 'Nice'],
    ])
  })

  it('leaves the country of a number alone, but takes over one that the row names', async () => {
    const world = createPeopleWorld()
    const first = world.write('first.csv', `name,phone,country\nAnna,${number},BE\n`)
    await importAsGuessed(world, first, { existing: 'overwrite' })
    await importAsGuessed(world, world.write('a.csv', `name,phone\nAnna,${number}\n`), {
      existing: 'overwrite',
    })
    expect(await listPeople(world)).toMatchObject([{ country: 'BE' }])
    await importAsGuessed(world, world.write('b.csv', `name,phone,country\nAnna,${number},Luxembourg\n`), {
      existing: 'overwrite',
    })
    expect(await listPeople(world)).toMatchObject([{ country: 'LU' }])
  })

  it('is followed to whom the person was merged into while the file was read, and lost with nobody', async () => {
    const world = await createAnna()
    const people = peopleHandlers(world.context)
    const anna = await people['people.create']({ firstName: 'Anna', lastName: 'Ek', phone: '+33639981235' })
    const calls = importCallsOf(world)
    const gone = await people['people.create']({ firstName: 'Cem', phone: '+33639981236' })
    const file = world.write(
      'list.csv',
      `first name,last name,phone,language\nAnna,,${number},sv\nCem,,+33639981236,sv\n`,
    )
    const { reading, columns } = await calls['imports.inspect']({ file, defaultCountry: 'FR' })
    const targets = columns.map(column => column.target)
    const start = calls['imports.start']({
      file,
      reading,
      columns: targets,
      defaultCountry: 'FR',
      badNumbers: 'reject',
    })
    const stop = world.context.hear('import.progressed', ({ step }) => {
      if (step.name !== 'reading') return
      stop()
      void people['people.merge']({ intoId: anna.id, fromId: 1 })
      world.context.workspace.sql.prepare('DELETE FROM people WHERE id = ?').run(gone.id)
    })
    const { importId } = await start
    await calls.imports.whenSettled(importId)
    expect(await calls['imports.get']({ id: importId })).toMatchObject({
      read: 2,
      updated: 1,
      skipped: 1,
      skips: { 'person-gone': 1 },
    })
    expect(await listPeople(world)).toMatchObject([{ firstName: 'Anna', lastName: 'Ek', language: 'sv' }])
  })
})

it('the people of each count are found by it', async () => {
  const world = await createAnna()
  const rows = [
    'Anna,Ek,0639981234,,',
    'Bea,,0639981235,,',
    'Cem,,0639981236,,',
    'Cem,,0639981236,,',
    'Dan,,,,',
  ]
  const file = world.write('list.csv', `${header}${rows.join('\n')}\n`)
  const { importId, result } = await importAsGuessed(world, file, { existing: 'fill' })
  expect(result).toMatchObject({ read: 5, imported: 2, updated: 1, skipped: 1, rejected: 1 })
  const namesOf = async (part?: string): Promise<unknown[]> => {
    const rowsOf = await listPeople(world, { source: { importId, ...(part ? { part } : {}) } })
    return rowsOf.map(({ firstName }) => firstName)
  }
  expect(await namesOf('imported')).toEqual(['Bea', 'Cem'])
  expect(await namesOf('updated')).toEqual(['Anna'])
  expect(await namesOf('skipped')).toEqual(['Cem'])
  expect(await namesOf()).toEqual(['Anna', 'Bea', 'Cem'])
  const rule = {
    version: 2,
    root: { type: 'group', match: 'all', items: [{ type: 'import', operator: 'is', importId }] },
  }
  expect(await listPeople(world, { source: { rule } })).toHaveLength(3)
})

it('numbers that people have are found with their first owner', async () => {
  const world = await createAnna()
  await peopleHandlers(world.context)['people.create']({ firstName: 'Bea', phone: number })
  const owners = importCallsOf(world)['imports.owners']
  expect(await owners({ phones: [number, '+33639981299'] })).toEqual([
    { phone: number, personId: 1, name: 'Anna', people: 2 },
  ])
})
