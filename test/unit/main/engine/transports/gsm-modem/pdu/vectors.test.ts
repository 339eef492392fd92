import { describe, expect, test } from 'vitest'
import { decodeDeliver } from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/deliver.ts'
import {
  classifyStatus,
  decodeStatusReport,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/status-report.ts'
import {
  decodeSubmit,
  encodeSubmit,
  type SubmitFields,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/submit.ts'
import { encodingOf } from '../../../../../../../src/shared/sms/encoding.ts'
import { LANGUAGES } from '../../../../../../../src/shared/sms/national/languages.ts'
import { splitText } from '../../../../../../../src/shared/sms/split-text.ts'
import { vectors } from '../../support/pdu-vectors.ts'

const LONGEST = 63 * 7 * 24 * 60
const VALIDITY: Readonly<Record<string, number>> = { '1H': 60, '24H': 1440, '1W': 10_080 }

describe('Submits are octet for octet those of independent encoders', () => {
  for (const vector of vectors.submit) {
    test(vector.id, () => {
      const { number, text, options } = vector
      const parts = options.ref16 === true ? (text.match(/.{1,152}/gs) ?? []) : splitText(text)
      expect(parts).toHaveLength(vector.segments)
      parts.forEach((part, position) => {
        const expected = vector.expected[position]
        if (expected === undefined) throw new Error('fewer parts expected')
        const fields = submitFields(part, position + 1)
        const mine = encodeSubmit(fields)
        expect(mine.hex).toBe(expected.pdu)
        expect(mine.length).toBe(expected.cmgs_length)
        expect(decodeSubmit(expected.pdu)).toEqual(fields)
      })

      function submitFields(part: string, index: number): SubmitFields {
        const wide = options.ref16 === true
        const reference = wide ? 0x0910 : 0x10
        // These two encoders count up from the same start in every message.
        const header = vector.expected[index - 1]?.udh ?? ''
        const used = Number.parseInt(header.slice(6, wide ? 10 : 8) || '0', 16)
        return {
          recipient: number,
          ...(vector.expected[index - 1]?.sca === '00' ? {} : { serviceCentre: '+491760000443' }),
          text: part,
          encoding: encodingOf(text),
          wantsReport: options.report === true,
          validityMinutes: VALIDITY[options.validity ?? ''] ?? LONGEST,
          ...(options.flash === true ? { flash: true } : {}),
          ...(parts.length > 1
            ? {
                concatenation: {
                  reference: used || reference,
                  of: parts.length,
                  index,
                  ...(wide ? { wide } : {}),
                },
              }
            : {}),
        }
      }
    })
  }
})

describe('Delivers read as independent decoders read them', () => {
  for (const vector of vectors.deliver) {
    test(vector.id, () => {
      const parts = vector.pdus.map(pdu => decodeDeliver(pdu))
      expect(parts.map(part => part.text).join('')).toBe(vector.text)
      for (const part of parts) {
        expect(part.sender).toBe(vector.sender)
        expect(part.sentAt).toBe(readOfonoTime(vector.scts.ofono))
      }
    })
  }
})

describe('Status reports read as independent decoders read them', () => {
  const classes: Readonly<Record<string, string>> = {
    Delivered: 'delivered',
    Pending: 'pending',
    Failed: 'failed',
  }
  for (const vector of vectors.statusReport) {
    test(vector.id, () => {
      const report = decodeStatusReport(vector.pdu)
      expect(report.reference).toBe(vector.gammu.mr)
      expect(report.recipient).toBe(vector.gammu.number)
      expect(report.status).toBe(vector.gammu.ds)
      const expected = classes[vector.gammu.text]
      if (expected !== undefined) expect(classifyStatus(report.status)).toBe(expected)
    })
  }
})

describe('National language tables are those of an independent encoder', () => {
  for (const { id, number, text, options, expected } of vectors.national) {
    const locking = LANGUAGES[options.language - 1]
    const single = LANGUAGES[(options.language_ext ?? options.language) - 1]
    const [{ pdu, cmgs_length: length } = { pdu: '', cmgs_length: 0 }] = expected
    const said = { recipient: number, text, encoding: 'gsm7', wantsReport: false } as const

    test(`${id} reads as what was meant`, () => {
      expect(decodeSubmit(pdu)).toMatchObject(said)
    })

    test(`${id} is written in the same septets`, () => {
      // The tables that the vector really names: it leaves out one that no letter needs.
      const { tables = {} } = decodeSubmit(pdu)
      expect(Object.values(tables).every(table => table === locking || table === single)).toBe(true)
      const mine = encodeSubmit({ ...said, tables, validityMinutes: LONGEST })
      expect(mine).toEqual({ hex: pdu, length })
    })
  }

  for (const { id, text, alternative } of vectors.national.filter(vector => vector.alternative)) {
    test(`${id} as another encoder writes it reads as what was meant`, () => {
      expect(decodeSubmit(alternative?.expected[0]?.pdu ?? '').text).toBe(text)
    })
  }
})

/** Local time and zone in quarter hours, as `24-02-29 23:59:58 tz=8`. */
function readOfonoTime(text: string): number {
  const [, year = '', rest = '', quarters = ''] = /^(\d\d)-(.*) tz=(-?\d+)$/.exec(text) ?? []
  const century = Number(year) >= 90 ? '19' : '20'
  return Date.parse(`${century}${year}-${rest.replace(' ', 'T')}Z`) - Number(quarters) * 15 * 60_000
}
