import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseCoding, codingAs } from '../../../../src/shared/sms/choose-coding.ts'
import { partLimits } from '../../../../src/shared/sms/coding.ts'
import { unitsOf } from '../../../../src/shared/sms/count-parts.ts'
import { splitText } from '../../../../src/shared/sms/split-text.ts'
import { hardTexts } from './texts.ts'

test('An escape pair on the edge of a part moves into the next part whole', () => {
  const parts = splitText(`${'a'.repeat(152)}€${'b'.repeat(10)}`)
  expect(parts).toEqual(['a'.repeat(152), `€${'b'.repeat(10)}`])
})

test('A surrogate pair on the edge of a part moves into the next part whole', () => {
  const parts = splitText(`${'я'.repeat(66)}😀${'я'.repeat(10)}`)
  expect(parts).toEqual(['я'.repeat(66), `😀${'я'.repeat(10)}`])
})

test.each(['👨‍👩‍👧‍👦', '🇩🇪', '👍🏽', 'e\u0301', '1️⃣', 'क्षि'])('The grapheme %s is not cut in two', grapheme => {
  for (let lead = 56; lead < 68; lead++) {
    const parts = splitText('я'.repeat(lead) + grapheme + 'я'.repeat(20))
    expect(parts.filter(part => part.includes(grapheme))).toHaveLength(1)
  }
})

test('A grapheme longer than a part is cut, but never inside a surrogate pair', () => {
  const parts = splitText(`я${'😀\u200d'.repeat(60)}`)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) expect(part.isWellFormed()).toBe(true)
})

test('A text announced as GSM-7 that is not fits its parts all the same', () => {
  expect(splitText('я'.repeat(161), codingAs('я'.repeat(161), 'gsm7')).map(part => part.length)).toEqual([
    153, 8,
  ])
})

test('Parts joined are the text, none is empty and each fits on the air', () => {
  fc.assert(
    fc.property(hardTexts, text => {
      const parts = splitText(text)
      expect(parts.join('')).toBe(text)
      const coding = chooseCoding(text)
      const limit = partLimits(coding)[parts.length === 1 ? 'single' : 'concatenated']
      for (const part of parts) {
        const units = unitsOf(part, coding)
        expect(units).toBeLessThanOrEqual(limit)
        expect(units > 0 || text === '').toBe(true)
        if (text.isWellFormed()) expect(part.isWellFormed()).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
