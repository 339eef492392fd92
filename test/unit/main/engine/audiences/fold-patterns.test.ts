import * as fc from 'fast-check'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { foldPatterns } from '../../../../../src/main/engine/audiences/fold-patterns.ts'
import { foldName } from '../../../../../src/main/engine/people/fold-name.ts'

const sql = new Sqlite(':memory:')
const glob = sql.prepare('SELECT ? GLOB ?').pluck()
const matches = (value: string, text: string): boolean =>
  foldPatterns(text)?.some(pattern => glob.get(value, pattern) === 1) ?? false

describe('patterns of a text', () => {
  it.each([
    ['Örebro', 'orebro'],
    ['orebro', 'ÖREBRO'],
    ['STRAUß', 'strauss'],
    ['Strauss', 'strauß'],
    ['STRAUẞ', 'strauss'],
    ['Cæsar', 'caesar'],
    ['O’Brien', "o'brien"],
    ['o`brien', 'Oʼbrien'],
    ['Jean–Paul', 'jean-paul'],
    ['Nguyễn', 'nguyen'],
    ['ΝΙΚΟΣ', 'Νίκος'],
    ['Ёлка', 'елка'],
    ['a[b]^c*?-_%', 'A[B]^C*?-_%'],
    ['😀', '😀'],
  ])('match %s for %s', (value, text) => {
    expect(matches(value, text)).toBe(true)
  })

  it('match no other text', () => {
    expect(matches('Malmö', 'malm')).toBe(false)
    expect(matches('abc', 'a*')).toBe(false)
    expect(matches('abc', 'a?c')).toBe(false)
    expect(matches('obrien', "o'brien")).toBe(false)
  })

  it('are left to folding where there would be too many', () => {
    expect(foldPatterns('ssaesstheoe')).toBeUndefined()
    expect(foldPatterns('ss'.repeat(1000))).toBeUndefined()
  })

  it('match just what folds alike', () => {
    const letters = fc.string({ unit: fc.constantFrom(..."aAäßsætheoœÖ'’`-–[]*?^ ñN"), maxLength: 7 })
    fc.assert(
      fc.property(letters, letters, (value, text) => {
        fc.pre(foldPatterns(value) !== undefined)
        expect(matches(value, value)).toBe(true)
        expect(matches(value, foldName(value))).toBe(true)
        if (foldName(value) !== foldName(text)) expect(matches(value, text)).toBe(false)
      }),
    )
  })
})
