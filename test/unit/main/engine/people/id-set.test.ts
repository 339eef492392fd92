import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIdSet, idSetOf } from '../../../../../src/main/engine/people/id-set.ts'

const highest = 300
const ids = fc.uniqueArray(fc.integer({ min: 1, max: highest }))

function setOf(members: readonly number[]) {
  const set = createIdSet(highest)
  for (const id of members) set.add(id)
  return set
}

function ascending(members: Iterable<number>): number[] {
  return [...members].toSorted((left, right) => left - right)
}

describe('a set of ids', () => {
  it('does what a set does', () => {
    fc.assert(
      fc.property(ids, ids, (left, right) => {
        const [one, other] = [new Set(left), new Set(right)]
        expect([...setOf(left).toIds()]).toEqual(ascending(left))
        expect([...idSetOf(Float64Array.from(ascending(left))).toIds()]).toEqual(ascending(left))
        const [both, either] = [setOf(left), setOf(left)]
        both.intersect(setOf(right))
        either.unite(setOf(right))
        expect([...both.toIds()]).toEqual(ascending([...one].filter(id => other.has(id))))
        expect([...either.toIds()]).toEqual(ascending(new Set([...one, ...other])))
        for (const id of [1, 31, 32, 33, highest]) expect(setOf(left).has(id)).toBe(one.has(id))
      }),
    )
  })

  it('leaves out ids that are higher than it was made for', () => {
    const set = createIdSet(10)
    set.add(1000)
    expect([...set.toIds()]).toEqual([])
    set.intersect(createIdSet(0))
    expect(set.has(5)).toBe(false)
  })
})
