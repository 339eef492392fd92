import { describe, expect, it } from 'vitest'
import { foldName } from '../../../../../src/main/engine/people/fold-name.ts'

describe('the fold of a name', () => {
  it.each(["O'Brien", 'O’Brien', 'OʼBrien', 'O‘Brien', 'O`Brien', 'O´Brien', 'Ó’BRIEN', 'ó`brien'])(
    'of %s has a plain apostrophe',
    name => {
      expect(foldName(name)).toBe("o'brien")
    },
  )

  it.each(['Jean-Paul', 'Jean–Paul', 'Jean‐Paul', 'Jean‑Paul'])('of %s has a plain hyphen', name => {
    expect(foldName(name)).toBe('jean-paul')
  })

  it('spells letters out that are more than a letter with an accent', () => {
    expect(['Strauß', 'STRAUẞ', 'Łukasz', 'Ægir'].map(foldName)).toEqual([
      'strauss',
      'strauss',
      'lukasz',
      'aegir',
    ])
  })
})
