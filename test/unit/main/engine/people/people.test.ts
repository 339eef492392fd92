import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../../../../src/main/engine/people/handlers.ts'
import { peopleListOf } from '../../../../../src/main/engine/people/people-list.ts'
import { peopleCalls, type Person } from '../../../../../src/shared/contract/people.ts'
import type { SortBy } from '../../../../../src/shared/contract/people-order.ts'
import { listPeople } from '../../../../support/import-steps.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

function namesOf(people: readonly Person[]): string[] {
  return people.map(({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' '))
}

async function addPeople(world: PeopleWorld, names: readonly string[]): Promise<void> {
  const create = peopleHandlers(world.context)['people.create']
  for (const [index, name] of names.entries()) {
    const [firstName, ...lastName] = name.split(' ')
    await create({
      firstName,
      lastName: lastName.join(' '),
      phone: index % 2 ? null : `+3363998${String(9000 - index)}`,
    })
  }
}

describe('a person', () => {
  it('is added with a number in the country of the workspace, and read again when it changes', async () => {
    const world = createPeopleWorld()
    world.context.workspace.sql.prepare("INSERT INTO settings VALUES ('defaultCountry', '\"SE\"')").run()
    const people = peopleHandlers(world.context)
    const added = await people['people.create']({ firstName: 'Åsa', phone: '070-174 06 36' })
    expect(added).toMatchObject({
      phone: '+46701740636',
      phoneInput: '070-174 06 36',
      phoneType: 'mobile',
      country: 'SE',
    })
    const changed = await people['people.update']({ id: added.id, phone: '12', lastName: 'Ek' })
    expect(changed).toMatchObject({ phone: null, phoneInput: '12', firstName: 'Åsa', lastName: 'Ek' })
    expect(changed.phoneProblem).not.toBeNull()
    const emptied = await people['people.update']({ id: added.id, phone: null, firstName: '' })
    expect(emptied).toMatchObject({ phone: null, phoneInput: null, phoneProblem: 'missing', firstName: null })
  })

  it('keeps only custom fields that there are, and only numbers in number fields', async () => {
    const world = createPeopleWorld()
    world.context.workspace.sql.exec(
      "INSERT INTO person_fields VALUES ('points', 'Points', 'number', 0), ('city', 'City', 'text', 1)",
    )
    const people = peopleHandlers(world.context)
    const { id } = await people['people.create']({ fields: { points: '5', city: ' Lyon ' } })
    expect(await people['people.update']({ id, fields: { points: '' } })).toMatchObject({
      fields: { city: 'Lyon' },
    })
    const change = (fields: Record<string, string>) => () => people['people.update']({ id, fields })
    const zone = () => people['people.update']({ id, timeZone: 'Mars/Olympus' })
    expect(zone).toThrow(expect.objectContaining({ code: 'person/unknown-time-zone' }))
    expect(change({ points: 'many' })).toThrow(expect.objectContaining({ code: 'person/not-a-number' }))
    expect(change({ age: '5' })).toThrow(expect.objectContaining({ code: 'person/unknown-field' }))
    expect(await people['people.fields']({})).toContainEqual({
      key: 'city',
      label: 'City',
      type: 'text',
      isBuiltIn: false,
    })
  })

  it('is removed, and what was sent to them stays', async () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    await addPeople(world, ['Anna Ek', 'Bo Ek'])
    sql.exec(`
      INSERT INTO populations (id) VALUES (1);
      INSERT INTO deliveries (id, label, state, content, settings, population_id, created_at)
        VALUES (1, 'Spring', 'finished', '{}', '{}', 1, 0);
      INSERT INTO messages (delivery_id, person_id, recipient, text, encoding, parts, state, changed_at)
        VALUES (1, 1, '+33639989000', 'Hello', 'gsm7', 1, 'delivered', 5);
      INSERT INTO exclusions (delivery_id, person_id, position, cause) VALUES (1, 2, 0, 'no-phone');`)
    const people = peopleHandlers(world.context)
    const window = { offset: 0, limit: 100 }
    expect(await people['people.timeline']({ id: 1, ...window })).toMatchObject({
      total: 1,
      rows: [{ kind: 'sent', deliveryLabel: 'Spring', text: 'Hello', state: 'delivered', at: 5 }],
    })
    expect((await people['people.timeline']({ id: 2, ...window })).rows).toMatchObject([
      { kind: 'excluded', deliveryLabel: 'Spring', causes: [{ cause: 'no-phone', detail: null }] },
    ])
    expect(await people['people.remove']({ selection: { ids: [1, 2, 99] } })).toEqual({
      changed: 2,
      isWhole: true,
    })
    expect(() => people['people.get']({ id: 1 })).toThrow(
      expect.objectContaining({ code: 'person/not-found' }),
    )
    expect(sql.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(1)
    expect(world.pushes.filter(push => push.name === 'people.changed')).toHaveLength(3)
  })
})

describe('a list of people', () => {
  const names = ['Zoë Åberg', 'Bo aberg', 'Élodie Martin', 'anna Martin', 'Chris', 'Dee de Vries']

  it.each<[SortBy, boolean, string[]]>([
    ['id', false, names],
    ['created_at', true, names.toReversed()],
    ['last_name', false, ['Bo aberg', 'Zoë Åberg', 'Chris', 'Dee de Vries', 'anna Martin', 'Élodie Martin']],
  ])('is sorted by %s', async (sortBy, descending, expected) => {
    const world = createPeopleWorld()
    await addPeople(world, names)
    expect(namesOf(await listPeople(world, { sortBy, descending }))).toEqual(expected)
    expect(namesOf(await listPeople(world, { sortBy, descending: !descending }))).toEqual(
      expected.toReversed(),
    )
  })

  it.each([
    ['MARTIN', ['Élodie Martin', 'anna Martin']],
    ['elo mar', ['Élodie Martin']],
    ['martin élo', ['Élodie Martin']],
    ['aberg', ['Zoë Åberg', 'Bo aberg']],
    ['06 39 98 90 00', ['Zoë Åberg']],
    ['+33 6 39 98 90 00', ['Zoë Åberg']],
    ['8998', ['Élodie Martin']],
    ['%', []],
  ])('finds %s', async (search, expected) => {
    const world = createPeopleWorld()
    await addPeople(world, names)
    expect(namesOf(await listPeople(world, { search }))).toEqual(expected)
    const sorted = namesOf(await listPeople(world, { search, sortBy: 'last_name' }))
    expect(sorted.toSorted()).toEqual(expected.toSorted())
  })

  it('shows the same people at any place, whatever it is narrowed by', async () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    const add = sql.prepare(
      'INSERT INTO people (name_key, phone, country, created_at, updated_at) VALUES (?, ?, ?, 0, 0)',
    )
    sql.transaction(() => {
      for (let id = 1; id <= 300; id++)
        add.run(`n${(id * 37) % 50}`, id % 7 ? `+33${(id * 53) % 300}` : null, id % 3 ? 'FR' : 'SE')
    })()
    sql.exec('DELETE FROM people WHERE id % 11 = 0')
    const list = peopleListOf(sql)
    const item = { type: 'condition' as const, field: 'country', operator: 'is' as const, value: 'FR' }
    const french = {
      rule: { version: 1 as const, root: { type: 'group' as const, match: 'all' as const, items: [item] } },
    }
    const input = fc.record({
      offset: fc.nat(320),
      limit: fc.integer({ min: 1, max: 60 }),
      descending: fc.boolean(),
      sortBy: fc.constantFrom('id', 'last_name', 'phone', 'country', 'created_at'),
      search: fc.constantFrom(undefined, 'n1', '33'),
      isFrench: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(input, async ({ isFrench, search, ...rest }) => {
        const given = { ...rest, ...(search ? { search } : {}), ...(isFrench ? { source: french } : {}) }
        const page = await list.page(peopleCalls['people.page'].input.parse(given))
        const whole = await list.page(
          peopleCalls['people.page'].input.parse({ ...given, offset: 0, limit: 1000 }),
        )
        expect(page.total).toBe(whole.rows.length)
        const ids = whole.rows.map(person => person.id)
        expect(page.rows.map(person => person.id)).toEqual(ids.slice(rest.offset, rest.offset + rest.limit))
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 300 },
    )
  })

  it('shows members of a population, and people added to it later', async () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    await addPeople(world, names)
    sql.exec(
      'INSERT INTO populations (id, count) VALUES (1, 2); INSERT INTO population_members (population_id, person_id) VALUES (1, 2), (1, 4)',
    )
    expect(namesOf(await listPeople(world, { source: { populationId: 1 } }))).toEqual([
      'Bo aberg',
      'anna Martin',
    ])
    sql.exec(
      'INSERT INTO population_members (population_id, person_id) VALUES (1, 5); UPDATE populations SET count = 3',
    )
    expect(await listPeople(world, { source: { populationId: 1 } })).toHaveLength(3)
    expect(namesOf(await listPeople(world, { source: { populationId: 1 }, search: 'bo' }))).toEqual([
      'Bo aberg',
    ])
    await peopleHandlers(world.context)['people.remove']({ selection: { ids: [2] } })
    expect(await listPeople(world, { source: { populationId: 1 } })).toHaveLength(2)
  })
})
