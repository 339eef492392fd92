import { expect, test } from 'vitest'
import { findCut } from '../../../../../src/main/engine/populations/find-cut.ts'
import { createSeededRandom } from '../../../../../src/main/engine/seeded-random.ts'

type Entry = readonly [id: number, rank: number]

const compare = ([id, rank]: Entry, [otherId, otherRank]: Entry): number => rank - otherRank || id - otherId

function createEntries(count: number, rank: (id: number) => number): Entry[] {
  return Array.from({ length: count }, (_, id) => [id, rank(id)] as const)
}

/** Gives entries in pages, and counts how often they are looked through. */
function createPages(entries: readonly Entry[]) {
  const looks = { count: 0 }
  const pages = async function* (): AsyncGenerator<readonly Entry[]> {
    looks.count += 1
    for (let at = 0; at < entries.length; at += 10_000) yield entries.slice(at, at + 10_000)
  }
  return { looks, pages }
}

const spread = createSeededRandom(11)
const sets: readonly (readonly [name: string, entries: Entry[]])[] = [
  ['few entries', createEntries(100, id => (id * 37) % 100)],
  ['more than are held', createEntries(300_000, () => spread.next())],
  ['entries that are all equal but for their ids', createEntries(300_000, () => 1)],
  ['entries that are sorted already', createEntries(300_000, id => id)],
  ['entries of which most are equal', createEntries(300_000, id => (id % 1000 === 0 ? id : 7))],
]

test.each(sets)('The entry at a place is found among %s', async (_, entries) => {
  const sorted = entries.toSorted(compare)
  const total = entries.length
  for (const place of [1, 2, Math.floor(total / 3), Math.floor(total / 2), total - 1, total]) {
    const { looks, pages } = createPages(entries)
    const found = await findCut({ pages, total, place, compare, random: createSeededRandom(place) })
    expect(found).toEqual(sorted[place - 1])
    expect(looks.count).toBeLessThanOrEqual(3)
  }
})

test('A place behind the last entry has none', async () => {
  const entries = createEntries(50_000, id => id)
  const { pages } = createPages(entries)
  expect(
    await findCut({ pages, total: 60_000, place: 60_000, compare, random: createSeededRandom(1) }),
  ).toBeUndefined()
})
