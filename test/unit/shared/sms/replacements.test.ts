import { describe, expect, it } from 'vitest'
import { encodingOf } from '../../../../src/shared/sms/encoding.ts'
import { replaceCostly, replacementOf } from '../../../../src/shared/sms/replacements.ts'

describe('replacementOf', () => {
  it.each([
    ['’', "'"],
    ['“', '"'],
    ['–', '-'],
    ['…', '...'],
    ['\u00a0', ' '],
    ['\u200b', ''],
    ['ê', 'e'],
    ['ç', 'c'],
    ['œ', 'oe'],
    ['ł', 'l'],
    ['e\u0301', 'é'],
  ])('writes %j as %j', (from, to) => {
    expect(replacementOf(from)).toBe(to)
  })

  it('has nothing for what cannot be said otherwise', () => {
    for (const sign of ['🎉', '漢', 'Ж', '👩‍👩‍👧']) expect(replacementOf(sign)).toBeUndefined()
  })
})

describe('replaceCostly', () => {
  it('brings typographic text back to GSM-7 and leaves the rest alone', () => {
    const text = replaceCostly('“Zoë’s table – 8 pm…” costs 10 €')
    expect(text).toBe('"Zoe\'s table - 8 pm..." costs 10 €')
    expect(encodingOf(text)).toBe('gsm7')
  })

  it('replaces one character alone when asked', () => {
    expect(replaceCostly('“a” – “b”', '–')).toBe('“a” - “b”')
  })

  it('keeps what has no replacement', () => {
    expect(replaceCostly('It’s on 🎉')).toBe("It's on 🎉")
  })
})
