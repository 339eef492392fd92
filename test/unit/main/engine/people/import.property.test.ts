import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { existingPolicies } from '../../../../../src/shared/contract/imports.ts'
import type { FakeClock } from '../../../../support/fake-clock.ts'
import { importAsGuessed, importCallsOf, type ImportCalls } from '../../../../support/import-steps.ts'
import { readPeopleBytes } from '../../../../support/people-bytes.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'

const header = 'first name,last name,mobile,phone 2,language,birthday,tier,speaks'
const name = fc.constantFrom('', 'Anna', 'ANNA', 'Zoë', 'Bo')
const phone = fc.oneof(
  fc.constantFrom('', 'none', '4.47E+11'),
  fc.integer({ min: 0, max: 5 }).map(digit => `06 39 98 00 0${digit}`),
)
const row = fc.tuple(
  name,
  name,
  phone,
  phone,
  fc.constantFrom('', 'sv', 'Dutch'),
  fc.constantFrom('', '1985-03-12', '12/03/1985', 'unknown'),
  fc.constantFrom('', 'Gold', 'gold', 'Silver'),
  fc.constantFrom('', 'Dutch;Greek', '"a ""b"" \\ c;d"'),
)
const import_ = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 12 }),
  existing: fc.constantFrom(...existingPolicies),
  badNumbers: fc.constantFrom('reject' as const, 'keep' as const),
  tags: fc.subarray(['One', 'Two']),
  hasList: fc.boolean(),
})
type GivenImport = typeof import_ extends fc.Arbitrary<infer Given> ? Given : never

const targets = [
  ...['first_name', 'last_name', 'phone', 'phone', 'language'].map(field => ({
    to: 'field' as const,
    field,
  })),
  { to: 'new-field' as const, label: 'Birthday', type: 'date' as const },
  { to: 'new-field' as const, label: 'Tier', type: 'choice' as const },
  { to: 'new-field' as const, label: 'Speaks', type: 'list' as const },
]

async function run(world: PeopleWorld, calls: ImportCalls, given: GivenImport) {
  const { rows, existing, badNumbers, tags, hasList } = given
  const file = world.write('list.csv', `${[header, ...rows.map(cells => cells.join(','))].join('\n')}\n`)
  const { importId } = await calls['imports.start']({
    file,
    reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true },
    columns: targets,
    defaultCountry: 'FR',
    badNumbers,
    existing,
    tags,
    ...(hasList ? { list: { name: `List ${world.context.clock.now()}` } } : {}),
  })
  await calls.imports.whenSettled(importId)
  return calls['imports.get']({ id: importId })
}

function sumOf(counts: Readonly<Record<string, number | undefined>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** People whose numbers are in the orders twice or never, or whose name is in another place than it should be. */
function disordered(world: PeopleWorld): unknown[] {
  return world.context.workspace.sql
    .prepare(`
      SELECT id FROM people WHERE 1 <> (SELECT count(*) FROM person_names WHERE person_id = id)
        OR 1 <> (SELECT count(*) FROM person_phones WHERE person_id = id)
        OR NOT EXISTS (SELECT 1 FROM person_names AS n WHERE n.name_key = people.name_key AND person_id = id)
        OR NOT EXISTS (SELECT 1 FROM person_phones AS p WHERE p.phone = ifnull(people.phone, '') AND person_id = id)`)
    .all()
}

it(
  'whatever the files and the policies: every row is counted once, and undoing leaves no trace',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(import_, { minLength: 1, maxLength: 3 }), async given => {
        const world = createPeopleWorld()
        const { sql } = world.context.workspace
        const calls = importCallsOf(world)
        await importAsGuessed(world, world.write('before.csv', 'phone,tier\n06 39 98 00 00,Gold\n'), {
          calls,
        })
        const states = [readPeopleBytes(sql)]
        const ids: number[] = []
        for (const each of given) {
          const clock = world.context.clock as FakeClock
          clock.set(clock.now() + 1000)
          const before = Number(sql.prepare('SELECT count(*) FROM people').pluck().get())
          const result = await run(world, calls, each)
          expect(result).toMatchObject({ state: 'finished', read: each.rows.length })
          expect(result.imported + result.updated + result.skipped + result.rejected).toBe(result.read)
          expect(sumOf(result.reasons)).toBe(result.rejected)
          expect(sumOf(result.skips)).toBe(result.skipped)
          expect(sql.prepare('SELECT count(*) FROM people').pluck().get()).toBe(before + result.imported)
          expect(disordered(world)).toEqual([])
          expect(sql.prepare('SELECT count(*) FROM import_matches').pluck().get()).toBe(0)
          ids.push(result.id)
          states.push(readPeopleBytes(sql))
        }
        for (const [index, id] of [...ids.entries()].toReversed()) {
          await calls['imports.undo']({ id })
          expect(readPeopleBytes(sql)).toEqual(states[index])
          expect(disordered(world)).toEqual([])
        }
        expect(sql.pragma('foreign_key_check')).toEqual([])
        world.context.workspace.close()
      }),
      { numRuns: 60 },
    )
  },
)
