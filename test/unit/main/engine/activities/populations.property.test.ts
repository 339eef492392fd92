import fc from 'fast-check'
import { expect, test } from 'vitest'
import { executeActivity } from '../../../../../src/main/engine/activities/index.ts'
import type { ActivityKind } from '../../../../../src/shared/activities/index.ts'
import { createSubset, type Subset } from '../../../../../src/shared/activities/split.ts'
import type { Rule } from '../../../../../src/shared/rule.ts'
import { createStep, readMembers, type Case } from '../../../../cases/activities/activity-setting.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

/** Ten numbers for thirty people, of whom every fifth has none. */
const phoneOf = (id: number): string | null => (id % 5 === 0 ? null : `+44770090000${id % 10}`)
const languageOf = (id: number): string => ['en', 'fr', 'nl'][id % 3] ?? ''
const all = Array.from({ length: 30 }, (_, index) => index + 1)

function createWorld(): CampaignWorld {
  const world = createCampaignWorld()
  world.addPeople(
    all.map(id => ({ phone: phoneOf(id), language: languageOf(id), firstName: `Name ${id % 7}` })),
  )
  return world
}

async function execute(
  world: CampaignWorld,
  kind: ActivityKind,
  { settings, inbound }: { settings: object; inbound: readonly (readonly number[])[] },
): Promise<Record<string, readonly number[]>> {
  const given: Case = { name: '', settings: { ...settings }, inbound, memory: { seed: 3 }, issues: [] }
  const outcome = await executeActivity(kind, createStep(world, kind, given))
  if (outcome.kind !== 'finished') throw new Error(outcome.kind)
  return readMembers(world, outcome.outputs) as Record<string, readonly number[]>
}

const ids = fc.uniqueArray(fc.constantFrom(...all)).map(some => some.toSorted((one, other) => one - other))
const sets = fc.array(ids, { minLength: 1, maxLength: 4 })
const ascending = (some: Iterable<number>): number[] =>
  [...new Set(some)].toSorted((one, other) => one - other)

test('Combining gives what the operations on sets say, by person and by number, with every complement', async () => {
  const world = createWorld()
  const operation = fc.constantFrom('union' as const, 'intersection' as const, 'exclusion' as const)
  const match = fc.constantFrom('person' as const, 'number' as const)
  await fc.assert(
    fc.asyncProperty(sets, operation, match, fc.nat(3), async (given, wanted, by, choice) => {
      const place = choice % given.length
      const settings = {
        operation: wanted,
        match: by,
        keys: [],
        primary: { from: `in-${place + 1}`, outlet: 'result' },
        keepsCommon: false,
        limit: null,
        complement: true,
      }
      const keyOf = (id: number): string => (by === 'number' && phoneOf(id)) || `person ${id}`
      const primary = given[place] ?? []
      const others = given.filter((_, index) => index !== place)
      const keysOf = (some: readonly number[]): Set<string> => new Set(some.map(keyOf))
      const ordered = [primary, ...others].flat()
      const isFirst = (id: number): boolean => ordered.find(each => keyOf(each) === keyOf(id)) === id
      const expected = {
        union: ordered.filter(isFirst),
        intersection: primary.filter(id => others.every(some => keysOf(some).has(keyOf(id)))),
        exclusion: primary.filter(id => others.every(some => !keysOf(some).has(keyOf(id)))),
      }[wanted]
      const from = wanted === 'exclusion' ? primary : ordered
      expect(await execute(world, 'combine', { settings, inbound: given })).toEqual({
        result: ascending(expected),
        complement: ascending(from.filter(id => !expected.includes(id))),
      })
    }),
    { numRuns: 150 },
  )
})

test('Deduplication keeps so many of each number, and everybody is in one of the two outlets', async () => {
  const world = createWorld()
  const strategy = fc.constantFrom({ by: 'oldest' }, { by: 'newest' }, { by: 'random' })
  await fc.assert(
    fc.asyncProperty(ids, strategy, fc.integer({ min: 0, max: 4 }), async (given, by, keep) => {
      const settings = { keys: [{ from: 'field', name: 'phone' }], keep, strategy: by, complement: true }
      const { result = [], duplicates = [] } = await execute(world, 'deduplication', {
        settings,
        inbound: [given],
      })
      expect(ascending([...result, ...duplicates])).toEqual(given)
      expect(result.length + duplicates.length).toBe(given.length)
      const groups = Map.groupBy(given, id => phoneOf(id) ?? `person ${id}`)
      for (const group of groups.values()) {
        const kept = result.filter(id => group.includes(id))
        expect(kept).toHaveLength(keep === 0 ? group.length : Math.min(keep, group.length))
        if (by.by === 'oldest' && keep > 0) expect(kept).toEqual(group.slice(0, keep))
        if (by.by === 'newest' && keep > 0) expect(kept).toEqual(group.slice(-keep))
      }
    }),
    { numRuns: 150 },
  )
})

const languageIs = (value: string): Rule => ({
  version: 3,
  root: { type: 'group', match: 'all', items: [{ type: 'field', field: 'language', operator: 'is', value }] },
})
const part = fc.record({
  language: fc.constantFrom('', 'en', 'fr', 'nl'),
  size: fc.oneof(
    fc.constant({ kind: 'all' } as const),
    fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 60 }) }),
  ),
  isSorted: fc.boolean(),
})

test('Without overlap nobody is in two subsets and nobody is lost; each takes only whom its rule matches', async () => {
  const world = createWorld()
  await fc.assert(
    fc.asyncProperty(ids, fc.array(part, { minLength: 1, maxLength: 4 }), async (given, parts) => {
      const subsets = parts.map(({ language, size, isSorted }, index): Subset => {
        const value = { from: 'field', name: 'first_name' } as const
        return createSubset(`subset-${index + 1}`, {
          size,
          ...(language ? { rule: languageIs(language) } : {}),
          order: isSorted ? { by: 'value', value, direction: 'ascending' } : { by: 'random' },
        })
      })
      const settings = { subsets, overlap: false, complement: true }
      const outputs = await execute(world, 'split', { settings, inbound: [given] })
      const everyone = Object.values(outputs).flat()
      expect(everyone).toHaveLength(given.length)
      expect(ascending(everyone)).toEqual(given)
      let free = given
      for (const [index, { language, size }] of parts.entries()) {
        const taken = outputs[`subset-${index + 1}`] ?? []
        const matching = free.filter(id => !language || languageOf(id) === language)
        expect(matching).toEqual(expect.arrayContaining([...taken]))
        if (size.kind === 'all') expect(taken).toEqual(matching)
        if (size.kind === 'count') expect(taken).toHaveLength(Math.min(size.count, matching.length))
        free = free.filter(id => !taken.includes(id))
      }
      expect(outputs['remainder']).toEqual(free)
    }),
    { numRuns: 150 },
  )
})
