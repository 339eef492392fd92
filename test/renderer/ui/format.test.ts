import { describe, expect, it } from 'vitest'
import { createFormat, regionalLocale } from '../../../src/renderer/i18n/format.ts'

const plain = (text: string): string => text.replace(/\s/g, ' ')

describe('Formats', () => {
  it.each([
    [754_000, '12 min, 34 s'],
    [1000, '1 s'],
    [59_999, '1 min'],
    [3_600_000, '1 h'],
    [90_061_000, '1 d, 1 h'],
  ])('write %i ms with at most two units', (ms, text) => {
    const parts = text.split(', ').map(part => part.split(' ')[0])
    expect(createFormat('en').duration(ms).match(/\d+/g)).toEqual(parts)
  })

  it.each([
    ['en-GB', 'less than a second'],
    ['fr', 'moins d’une seconde'],
    ['nl-BE', 'minder dan een seconde'],
    ['sv', 'mindre än en sekund'],
  ])('say in %s that something took next to no time', (locale, text) => {
    expect([0, 1, 999].map(createFormat(locale).duration)).toEqual([text, text, text])
  })

  it('tell how long ago in the language', () => {
    expect(createFormat('fr').relative(0, 180_000)).toBe('il y a 3 minutes')
    expect(createFormat('sv').relative(172_800_000, 0)).toBe('i övermorgon')
  })

  it.each([
    ['en', '1,204.5', 1204.5],
    ['fr', '1 204,5', 1204.5],
    ['nl', '1.204,5', 1204.5],
    ['sv', '−3', -3],
    ['en', 'twelve', null],
    ['en', '', null],
    ['en', '0,05', 0.05],
    ['nl', '0.05', 0.05],
    ['fr', '0,005', 0.005],
    ['en', '1,204', 1204],
    ['nl', '1.204', 1204],
    ['de-CH', "1'204.5", 1204.5],
    ['en', '0,125', null],
    ['fr', '1.204', null],
    ['en', '1.204,5', null],
    ['en', '12,04,500', null],
    ['en', '1 204', null],
    ['en', '1.2.3', null],
    ['en', '5-', null],
  ] as const)('read a number in %s', (locale, text, value) => {
    expect(createFormat(locale).parseNumber(text)).toBe(value)
  })

  it('say of a small share that it is there, and of nearly all that it is not all', () => {
    const { share } = createFormat('en')
    expect([share(12, 101_353), share(0, 9), share(9, 9), share(0, 0)]).toEqual(['<0.1%', '0%', '100%', '–'])
    expect([share(99_999, 100_000), share(1, 1000), share(994, 1000)]).toEqual(['>99.9%', '0.1%', '99.4%'])
  })

  it('use the percent sign of the language', () => {
    expect(plain(createFormat('fr').percent(0.072, 1))).toBe('7,2 %')
  })

  it("follow the person's region and ignore tags that are none", () => {
    expect(regionalLocale('en', ['fr-BE', 'en-GB'])).toBe('en-GB')
    expect(regionalLocale('en', ['en-US@posix'])).toBe('en')
    expect(regionalLocale('nl', ['fr-BE'])).toBe('nl')
  })
})

it('calls nothing all done that is not', () => {
  const { progress } = createFormat('en-GB')
  expect([0, 0.004, 0.5, 599 / 600, 0.999999, 1].map(progress)).toEqual([
    '0%',
    '0%',
    '50%',
    '99%',
    '99%',
    '100%',
  ])
})
