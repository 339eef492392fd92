import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costlyCharacters } from '../../../../src/shared/sms/costly-characters.ts'
import { encodingOf } from '../../../../src/shared/sms/encoding.ts'
import { hardTexts } from './texts.ts'

test('A plain text has no costly characters', () => {
  expect(costlyCharacters('Hello you')).toEqual({ ucs2: [], doubled: [] })
})

test('The characters that force UCS-2 are found where they stand', () => {
  expect(costlyCharacters('It’s ok 👨‍👩‍👧').ucs2).toEqual([
    { start: 2, end: 3, text: '’' },
    { start: 8, end: 16, text: '👨‍👩‍👧' },
  ])
})

test('A letter with a combining mark is one range', () => {
  expect(costlyCharacters('cafe\u0301').ucs2).toEqual([{ start: 3, end: 5, text: 'e\u0301' }])
})

test('Characters of two septets are listed while the text is GSM-7', () => {
  expect(costlyCharacters('5 € [net]').doubled.map(range => range.start)).toEqual([2, 4, 8])
  expect(costlyCharacters('5 € я').doubled).toEqual([])
})

test('A text without the ranges found is GSM-7', () => {
  fc.assert(
    fc.property(hardTexts, text => {
      let rest = text
      for (const range of costlyCharacters(text).ucs2.toReversed()) {
        expect(text.slice(range.start, range.end)).toBe(range.text)
        rest = rest.slice(0, range.start) + rest.slice(range.end)
      }
      expect(encodingOf(rest)).toBe('gsm7')
    }),
  )
})
