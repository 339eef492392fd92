import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseCoding } from '../../../../src/shared/sms/choose-coding.ts'
import { unitsOf } from '../../../../src/shared/sms/count-parts.ts'
import { measureText } from '../../../../src/shared/sms/measure-text.ts'
import { splitText } from '../../../../src/shared/sms/split-text.ts'
import vectors from '../../../vectors/pdu.json' with { type: 'json' }
import { hardTexts } from './texts.ts'

test('An empty text is one empty part with everything left', () => {
  expect(measureText('')).toEqual({
    encoding: 'gsm7',
    units: 0,
    characters: 0,
    parts: 1,
    unitsLeft: 160,
    perPart: 160,
  })
})

test.each([
  { name: '160 letters fill one part', text: 'a'.repeat(160), parts: 1, left: 0, per: 160 },
  { name: '161 letters need two', text: 'a'.repeat(161), parts: 2, left: 145, per: 153 },
  { name: '306 letters fill two', text: 'a'.repeat(306), parts: 2, left: 0, per: 153 },
  { name: '307 letters need three', text: 'a'.repeat(307), parts: 3, left: 152, per: 153 },
  { name: '80 euros fill one part', text: '€'.repeat(80), parts: 1, left: 0, per: 160 },
  { name: '153 euros need three, as no pair is split', text: '€'.repeat(153), parts: 3, left: 151, per: 153 },
  { name: '70 Cyrillic letters fill one part', text: 'я'.repeat(70), parts: 1, left: 0, per: 70 },
  { name: '71 Cyrillic letters need two', text: 'я'.repeat(71), parts: 2, left: 63, per: 67 },
  { name: '134 Cyrillic letters fill two', text: 'я'.repeat(134), parts: 2, left: 0, per: 67 },
  { name: '35 emoji fill one part', text: '😀'.repeat(35), parts: 1, left: 0, per: 70 },
  { name: '36 emoji need two', text: '😀'.repeat(36), parts: 2, left: 61, per: 67 },
])('$name', ({ text, parts, left, per }) => {
  expect(measureText(text)).toMatchObject({ parts, unitsLeft: left, perPart: per })
})

test('One foreign character moves the whole text to UCS-2', () => {
  expect(measureText('Hello `you`')).toMatchObject({ encoding: 'ucs2', units: 11, characters: 11 })
})

test('An emoji is one character of two units', () => {
  expect(measureText('Hi 😀')).toMatchObject({ units: 5, characters: 4 })
})

test('The parts counted are the parts that the text splits into', () => {
  fc.assert(
    fc.property(hardTexts, text => {
      const measure = measureText(text)
      const parts = splitText(text)
      expect(measure.parts).toBe(parts.length)
      expect(measure.unitsLeft).toBe(measure.perPart - unitsOf(parts.at(-1) ?? '', chooseCoding(text)))
      expect(measure.unitsLeft).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})

for (const vector of vectors.vectors) {
  if (vector.kind !== 'submit' || vector.options === undefined || 'ref16' in vector.options) continue
  test(`Independent encoders make as many parts of ${vector.id}`, () => {
    expect(measureText(vector.text ?? '').parts).toBe(vector.segments)
  })
}
