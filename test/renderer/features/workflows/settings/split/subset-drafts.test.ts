import { describe, expect, test } from 'vitest'
import {
  countableRule,
  freshSubsetId,
  moved,
  numberOfSubset,
  readSubsets,
  spreadEvenly,
  totalPercent,
  type SubsetDraft,
} from '../../../../../../src/renderer/features/workflows/settings/split/subset-drafts.ts'
import { createSubset, split } from '../../../../../../src/shared/activities/split.ts'
import { everyone, type Rule } from '../../../../../../src/shared/rule.ts'

const languageIs = (value: string): Rule => ({
  ...everyone,
  root: { type: 'group', match: 'all', items: [{ type: 'field', field: 'language', operator: 'is', value }] },
})

function subsetsOf(...percents: number[]): SubsetDraft[] {
  return percents.map((percent, index) =>
    createSubset(`subset-${index + 1}`, { size: { kind: 'percent', percent } }),
  )
}

test('Subsets are read as they are set, and what is missing has its usual value', () => {
  expect(readSubsets(split.initial)).toEqual(split.initial['subsets'])
  expect(readSubsets({})).toEqual([])
  expect(
    readSubsets({ subsets: [{ id: 'subset-7', size: { kind: 'count' } }, null, { label: 'no id' }] }),
  ).toEqual([{ ...createSubset('subset-7'), size: { kind: 'count' } }])
})

test('One can be moved to any place', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a'], 3, 0)).toEqual(['a'])
})

test('A new subset gets a number that none of the others has', () => {
  expect(freshSubsetId([])).toBe('subset-1')
  expect(freshSubsetId([createSubset('subset-4'), createSubset('own')])).toBe('subset-5')
  expect(numberOfSubset('subset-12')).toBe(12)
  expect(numberOfSubset('remainder')).toBeUndefined()
})

test('Subsets that share evenly make exactly a hundred percent', () => {
  for (const count of [1, 2, 3, 7, 100]) {
    const even = spreadEvenly(subsetsOf(...Array.from({ length: count }, () => 1)))
    expect(totalPercent(even)).toBe(100)
    expect(split.settings.safeParse({ subsets: even, overlap: false, complement: false }).success).toBe(true)
  }
})

test('Percentages are added up without the faults of binary fractions, and other sizes count nothing', () => {
  expect(totalPercent(subsetsOf(33.33, 33.33, 33.34))).toBe(100)
  expect(totalPercent([...subsetsOf(10), createSubset('rest')])).toBe(10)
})

describe('The rule by which a subset can be counted', () => {
  const french = createSubset('french', { rule: languageIs('fr') })
  const dutch = createSubset('dutch', { rule: languageIs('nl') })
  const source = languageIs('en')
  const exclusive = { source, overlap: false }

  test('leaves out whom the subsets above take', () => {
    expect(countableRule([french, dutch], 1, exclusive)?.root.items).toEqual([
      source.root,
      dutch.rule.root,
      { type: 'group', match: 'none', items: [french.rule.root] },
    ])
  })

  test('looks at everyone where subsets overlap', () => {
    expect(countableRule([french, dutch], 1, { source, overlap: true })?.root.items.at(-1)).toEqual({
      type: 'group',
      match: 'none',
      items: [],
    })
  })

  test('is not known below a subset that takes only some, or everyone', () => {
    expect(countableRule([...subsetsOf(10), dutch], 1, exclusive)).toBeUndefined()
    expect(countableRule([createSubset('all'), dutch], 1, exclusive)).toBeUndefined()
    expect(countableRule([], 0, exclusive)).toBeUndefined()
  })
})
