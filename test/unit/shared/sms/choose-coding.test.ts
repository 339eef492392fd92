import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseCoding, codingAs } from '../../../../src/shared/sms/choose-coding.ts'
import { GSM7, partLimits, UCS2 } from '../../../../src/shared/sms/coding.ts'
import { countParts } from '../../../../src/shared/sms/count-parts.ts'
import { encodingOf } from '../../../../src/shared/sms/encoding.ts'
import { decodeGsm7, encodeGsm7 } from '../../../../src/shared/sms/gsm7.ts'
import { LANGUAGES } from '../../../../src/shared/sms/national/languages.ts'
import { measureText } from '../../../../src/shared/sms/measure-text.ts'
import { septetTableOf } from '../../../../src/shared/sms/septet-table.ts'
import { hardTexts } from './texts.ts'

const turkish =
  'Sayın müşterimiz, siparişiniz yarın saat dokuzda kapınızda olacak. İyi günler dileriz, çok teşekkürler.'

describe('The cheapest coding', () => {
  it('is plain GSM-7 wherever that has every letter', () => {
    expect(chooseCoding('Hello € [you]'.repeat(40))).toEqual(GSM7)
  })

  it('is UCS-2 where that needs no more parts than a national table, which fewer phones read', () => {
    expect(chooseCoding('Günaydın, kahvaltı hazır')).toEqual(UCS2)
  })

  it('is a national table where that saves a part', () => {
    expect(chooseCoding(turkish)).toEqual({ encoding: 'gsm7', tables: { single: 'turkish' } })
    expect(measureText(turkish)).toMatchObject({ encoding: 'gsm7', language: 'turkish', parts: 1 })
    expect(countParts(turkish, UCS2)).toBe(2)
  })

  it('has the locking table where single shifts would need a part more', () => {
    expect(chooseCoding('ığşç '.repeat(28))).toEqual({ encoding: 'gsm7', tables: { locking: 'turkish' } })
  })

  it('is UCS-2 as soon as one letter is of no table', () => {
    expect(chooseCoding(`${turkish} 😀`)).toEqual(UCS2)
  })

  it('is never dearer than any other that can carry the text', () => {
    fc.assert(
      fc.property(hardTexts, text => {
        const parts = countParts(text, chooseCoding(text))
        expect(parts).toBeLessThanOrEqual(countParts(text, UCS2))
        if (encodingOf(text) === 'gsm7') expect(parts).toBe(countParts(text, GSM7))
      }),
    )
  })

  it('is found again from what is stored of it', () => {
    fc.assert(
      fc.property(hardTexts, text => {
        const coding = chooseCoding(text)
        expect(codingAs(text, coding.encoding)).toEqual(coding)
      }),
    )
  })
})

describe('National tables', () => {
  it('leave less room, as each of them is named in the header of every part', () => {
    const single = { encoding: 'gsm7', tables: { single: 'hindi' } } as const
    const both = { encoding: 'gsm7', tables: { single: 'hindi', locking: 'hindi' } } as const
    expect(partLimits(single)).toEqual({ single: 155, concatenated: 149 })
    expect(partLimits(both)).toEqual({ single: 152, concatenated: 146 })
  })

  it('read back every letter that they have', () => {
    for (const language of LANGUAGES) {
      const tables = { locking: language, single: language }
      const { basic, extension } = septetTableOf(tables)
      const letters = [...basic, ...extension].filter(letter => letter !== undefined).join('')
      expect(decodeGsm7(encodeGsm7(letters, tables), tables), language).toBe(letters)
    }
  })
})
