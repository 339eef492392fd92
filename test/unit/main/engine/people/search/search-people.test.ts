import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../../../../../src/main/engine/people/handlers.ts'
import { keepSearchTexts } from '../../../../../../src/main/engine/people/search/keep-search-texts.ts'
import { searchPeople } from '../../../../../../src/main/engine/people/search/search-people.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../../support/people-world.ts'

interface Given {
  readonly id: number
  readonly nameKey?: string
  readonly phone?: string | null
  readonly phoneInput?: string | null
  readonly fields?: Readonly<Record<string, string>>
}

function addPerson({ context }: PeopleWorld, { id, nameKey = '', phone = null, ...rest }: Given): void {
  context.workspace.sql
    .prepare(
      `INSERT INTO people (id, name_key, phone, phone_input, fields, created_at, updated_at)
       VALUES (?, ?, ?, ?, jsonb(?), 0, 0)`,
    )
    .run(id, nameKey, phone, rest.phoneInput ?? phone, JSON.stringify(rest.fields ?? {}))
}

async function find({ context }: PeopleWorld, search: string): Promise<number[]> {
  return [...(await searchPeople(context.workspace.sql, search)).toIds()]
}

function countTexts({ context }: PeopleWorld): unknown {
  return context.workspace.sql.prepare('SELECT count(*) FROM search_texts').pluck().get()
}

describe('a search', () => {
  it.each<[string, string, number[]]>([
    ['a piece of a name', 'trau', [1]],
    ['a name that is written otherwise', 'STRAUSS', [1]],
    ['a letter that has no accent to lose', 'lukasz', [2]],
    ['words of a name in any order', 'anna straus', [1]],
    ['a number however it is written', '(0)7700 900-123', [1]],
    ['the end of a number', '0124', [2]],
    ['no number with the same digits elsewhere', '23 77 44', []],
    ['what stands in place of a number', 'call the desk', [3]],
    ['a city', 'malmo', [2]],
    ['an address', 'Anna.S@Example', [1]],
    ['a piece of a customer number', 'K-00', [1, 3]],
    ['the number in a customer number', '0047', [3]],
    ['words in different places', 'lukasz malmö', [2]],
    ['an entry of a list', 'chess', [2]],
    ['a piece of a tag', 'embe', [2, 3]],
    ['a tag and a name', 'members lukasz', [2]],
    ['nothing where words are not in one person', 'anna malmö', []],
    ['nothing for signs that nobody has', '%', []],
    ['no day of birth', '1980', []],
    ['no piece that reaches from one value into the next', 'straußanna', []],
  ])('finds %s', async (_, search, expected) => {
    const world = createPeopleWorld()
    addPerson(world, {
      id: 1,
      nameKey: 'strauss anna',
      phone: '+447700900123',
      fields: { mail: 'anna.s@example.com', number: 'K-0012', born: '1980-05-03', member: 'true' },
    })
    addPerson(world, {
      id: 2,
      nameKey: 'lukasz',
      phone: '+447700900124',
      fields: { city: 'Malmö', likes: '["Chess","Go"]' },
    })
    addPerson(world, { id: 3, phoneInput: 'Call the desk', fields: { number: 'K-0047', note: 'two\nlines' } })
    world.context.workspace.sql.exec(`
      INSERT INTO tags (id, name, name_key) VALUES (1, 'Members', 'members'), (2, 'Lapsed', 'lapsed');
      INSERT INTO person_tags (tag_id, person_id) VALUES (1, 2), (1, 3), (2, 1)`)
    expect(await find(world, search)).toEqual(expected)
  })

  it('follows every change, whether the texts of the people around were made before or not', async () => {
    const word = fc.constantFrom('anna', 'bo', 'ann', 'ek', '77', '7')
    const id = fc.integer({ min: 1, max: 1600 })
    const change = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), id, nameKey: word, city: word }),
      fc.record({ kind: fc.constant('rename' as const), id, nameKey: word }),
      fc.record({ kind: fc.constant('move' as const), id, city: word }),
      fc.record({ kind: fc.constant('remove' as const), id }),
      fc.record({ kind: fc.constant('search' as const), id, word }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 60 }), async changes => {
        const world = createPeopleWorld()
        const { sql } = world.context.workspace
        addPerson(world, { id: 1100, nameKey: 'first' })
        const known = new Map([[1100, ['first', '']]])
        for (const one of changes) {
          const before = known.get(one.id)
          if (one.kind === 'add' && !before) {
            addPerson(world, { id: one.id, nameKey: one.nameKey, fields: { city: one.city } })
            known.set(one.id, [one.nameKey, one.city])
          } else if (one.kind === 'rename' && before) {
            sql.prepare('UPDATE people SET name_key = ? WHERE id = ?').run(one.nameKey, one.id)
            known.set(one.id, [one.nameKey, before[1] ?? ''])
          } else if (one.kind === 'move' && before) {
            const fields = JSON.stringify({ city: one.city })
            sql.prepare('UPDATE people SET fields = jsonb(?) WHERE id = ?').run(fields, one.id)
            known.set(one.id, [before[0] ?? '', one.city])
          } else if (one.kind === 'remove') {
            sql.prepare('DELETE FROM people WHERE id = ?').run(one.id)
            known.delete(one.id)
          } else if (one.kind === 'search') {
            const expected = [...known].filter(([, texts]) => texts.some(text => text.includes(one.word)))
            const ids = expected.map(([person]) => person).toSorted((left, right) => left - right)
            expect(await find(world, one.word)).toEqual(ids)
          }
        }
        world.context.workspace.close()
      }),
      { numRuns: 30 },
    )
  })

  it('reads the texts that were made in the rest after a change, and goes without them', async () => {
    const world = createPeopleWorld()
    const { sql } = world.context.workspace
    const clock = world.context.clock as unknown as { advance(ms: number): Promise<void> }
    const stop = keepSearchTexts(world.context)
    for (const id of [1, 600, 1500]) addPerson(world, { id, nameKey: `person ${id}` })
    await clock.advance(2000)
    expect(countTexts(world)).toBe(2)
    await peopleHandlers(world.context)['people.update']({ id: 600, lastName: 'Moved' })
    expect(countTexts(world)).toBe(1)
    expect(await find(world, 'moved')).toEqual([600])
    expect(countTexts(world)).toBe(2)
    sql.exec('DELETE FROM search_texts')
    expect(await find(world, 'person')).toEqual([1, 1500])
    await stop()
  })
})
