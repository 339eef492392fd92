import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { sortPlaces } from '../../../../../src/main/engine/people/sort-places.ts'
import type { Rule } from '../../../../../src/shared/rule.ts'
import type { SortBy } from '../../../../../src/shared/contract/people-order.ts'
import { listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

/** Six people, named by their position; only the sixth has nothing but a name. */
async function worldOfSix(): Promise<PeopleWorld> {
  const world = createPeopleWorld()
  const { sql } = world.context.workspace
  sql.exec(`
    INSERT INTO person_fields (key, label, type, position)
    VALUES ('city', 'City', 'text', 1), ('points', 'Points', 'number', 2), ('born', 'Born', 'date', 3)`)
  const people = peopleHandlers(world.context)
  const given = [
    { phone: '+447700900101', language: 'nl', fields: { city: 'Örebro', points: '9', born: '1980-05-03' } },
    { phone: '+33639980101', language: 'sv', fields: { city: 'gent', points: '10', born: '1979-12-31' } },
    { phone: '+46701740605', language: 'en', fields: { city: 'Gent', points: '-3.5', born: '2001-01-01' } },
    { phone: '12', timeZone: 'Europe/Paris', fields: { city: 'Paris', points: '100' } },
    { phone: '+33199000001', language: 'fr', timeZone: 'Europe/London', fields: { city: 'Nîmes' } },
    {},
  ]
  for (const [index, each] of given.entries())
    await people['people.create']({ firstName: String(index + 1), ...each })
  await people['people.tag']({ selection: { ids: [2, 4] }, name: 'Zebra' })
  await people['people.tag']({ selection: { ids: [4, 1] }, name: 'Ant' })
  sql.exec("INSERT INTO suppressions (phone, cause, at) VALUES ('+447700900101', 'manual', 0)")
  return world
}

async function orderOf(world: PeopleWorld, input: object): Promise<string> {
  return (await listPeople(world, input)).map(({ firstName }) => firstName).join(' ')
}

describe('people in the order of a column', () => {
  it.each<[SortBy, string, string]>([
    ['phone', '5 2 1 3 4 6', '3 1 2 5 6 4'],
    ['state', '2 3 5 6 4 1', '1 4 6 5 3 2'],
    ['country', '2 5 1 3 4 6', '3 1 5 2 6 4'],
    ['language', '3 5 1 2 4 6', '2 1 5 3 6 4'],
    ['time_zone', '5 4 1 2 3 6', '4 5 6 3 2 1'],
    ['tags', '1 4 2 3 5 6', '2 4 1 6 5 3'],
    ['field:city', '2 3 5 1 4 6', '4 1 5 3 2 6'],
    ['field:points', '3 1 2 4 5 6', '4 2 1 3 6 5'],
    ['field:born', '2 1 3 4 5 6', '3 1 2 6 5 4'],
    ['field:gone', '1 2 3 4 5 6', '6 5 4 3 2 1'],
  ])('by %s come with a value first, up and down', async (sortBy, ascending, descending) => {
    const world = await worldOfSix()
    expect(await orderOf(world, { sortBy })).toBe(ascending)
    expect(await orderOf(world, { sortBy, descending: true })).toBe(descending)
  })

  it('are sorted by the name of their country in the language of whoever looks', async () => {
    const world = await worldOfSix()
    // Frankrike, Storbritannien, Sverige; France, Sweden, United Kingdom
    expect(await orderOf(world, { sortBy: 'country', locale: 'sv' })).toBe('2 5 1 3 4 6')
    expect(await orderOf(world, { sortBy: 'country', locale: 'en' })).toBe('2 5 3 1 4 6')
  })

  it('stay in it where the list is narrowed, windowed, exported and picked from', async () => {
    const world = await worldOfSix()
    const people = peopleHandlers(world.context)
    const order = { sortBy: 'field:points', descending: true } as const
    expect(await orderOf(world, { ...order, source: { tagId: 1 } })).toBe('4 2')
    expect(await orderOf(world, { ...order, search: 'gent' })).toBe('2 3')
    expect((await people['people.ids']({ ...order, offset: 1, limit: 3 })).ids).toEqual([2, 1, 3])
  })

  it('are those of a source who match a rule and a search besides', async () => {
    const world = await worldOfSix()
    const french: Rule = {
      version: 3,
      root: {
        type: 'group',
        match: 'all',
        items: [{ type: 'field', field: 'country', operator: 'is', value: 'FR' }],
      },
    }
    const order = { sortBy: 'field:city' } as const
    expect(await orderOf(world, { ...order, rule: french })).toBe('2 5')
    expect(await orderOf(world, { ...order, rule: french, search: 'gent' })).toBe('2')
    expect(await orderOf(world, { ...order, rule: french, source: { tagId: 2 } })).toBe('')
    const selection = { all: { rule: french }, except: [] }
    expect(await peopleHandlers(world.context)['people.remove']({ selection })).toMatchObject({ changed: 2 })
  })

  it('follow a change of what they are sorted by', async () => {
    const world = await worldOfSix()
    const people = peopleHandlers(world.context)
    expect(await orderOf(world, { sortBy: 'field:city' })).toBe('2 3 5 1 4 6')
    await people['people.update']({ id: 6, fields: { city: 'Aix' } })
    expect(await orderOf(world, { sortBy: 'field:city' })).toBe('6 2 3 5 1 4')
  })
})

describe('sorting places', () => {
  it('gives what sorting at once would, and leaves equals in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30), { maxLength: 50 }), fc.nat(400), async (numbers, times) => {
        const values = Array.from({ length: times }, (_, round) =>
          numbers.map(each => (each * (round + 7)) % 31),
        )
        const all = values.flat()
        const places = await sortPlaces(all.length, (left, right) => (all[left] ?? 0) - (all[right] ?? 0))
        const expected = [...all.keys()].toSorted((left, right) => (all[left] ?? 0) - (all[right] ?? 0))
        expect([...places]).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})
