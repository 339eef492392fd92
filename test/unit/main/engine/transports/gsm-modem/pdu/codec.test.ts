import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeAddress,
  encodeAddress,
  encodeNameAddress,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/address.ts'
import {
  decodeDeliver,
  encodeDeliver,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/deliver.ts'
import { readOctets } from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/octets.ts'
import { PduError } from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/pdu-error.ts'
import {
  packSeptets,
  unpackSeptets,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/septets.ts'
import {
  decodeStatusReport,
  encodeStatusReport,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/status-report.ts'
import {
  decodeSubmit,
  encodeSubmit,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/submit.ts'
import {
  decodeTimestamp,
  encodeTimestamp,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/timestamp.ts'
import type { UserData } from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/user-data.ts'
import {
  decodeValidity,
  encodeValidity,
  validityWithin,
} from '../../../../../../../src/main/engine/transports/gsm-modem/pdu/validity.ts'
import { chooseCoding } from '../../../../../../../src/shared/sms/choose-coding.ts'
import type { Coding } from '../../../../../../../src/shared/sms/coding.ts'
import { splitText } from '../../../../../../../src/shared/sms/split-text.ts'
import { hardTexts } from '../../../../../shared/sms/texts.ts'

const numbers = fc.stringMatching(/^\+?[1-9][0-9]{2,14}$/)
const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,10}$/)
const seconds = fc.integer({ min: 946_684_800, max: 2_524_608_000 }).map(second => second * 1000)

/** What a decoder tells of a coding: tables only where there are some. */
function toFields({ encoding, tables }: Coding): Pick<UserData, 'encoding' | 'tables'> {
  return Object.keys(tables).length === 0 ? { encoding } : { encoding, tables }
}

test('Every part of every text survives as a submit', () => {
  fc.assert(
    fc.property(
      hardTexts,
      numbers,
      fc.boolean(),
      fc.integer({ min: 0, max: 255 }),
      (text, recipient, wantsReport, reference) => {
        const coding = toFields(chooseCoding(text))
        const parts = splitText(text)
        if (parts.length > 255) return
        parts.forEach((part, position) => {
          const concatenation = { reference, of: parts.length, index: position + 1 }
          const fields = {
            recipient,
            text: part,
            ...coding,
            wantsReport,
            ...(wantsReport ? { serviceCentre: '+447700900999' } : {}),
            ...(parts.length > 1 ? { concatenation } : {}),
          }
          const pdu = encodeSubmit(fields)
          expect(pdu.hex).toHaveLength((pdu.length + (wantsReport ? 8 : 1)) * 2)
          expect(decodeSubmit(pdu.hex)).toEqual(fields)
        })
      },
    ),
  )
})

test('Every part of every text survives as a deliver, from numbers and from names', () => {
  fc.assert(
    fc.property(hardTexts, fc.oneof(numbers, names), seconds, (text, sender, sentAt) => {
      const coding = toFields(chooseCoding(text))
      const parts = splitText(text)
      if (parts.length > 255) return
      parts.forEach((part, position) => {
        const concatenation = { reference: 65_000, of: parts.length, index: position + 1, wide: true }
        const isLong = parts.length > 1 && part.length <= 66
        const fields = { sender, sentAt, text: part, ...coding, ...(isLong ? { concatenation } : {}) }
        expect(decodeDeliver(encodeDeliver(fields).hex)).toEqual(fields)
      })
    }),
  )
})

test('A status report survives', () => {
  fc.assert(
    fc.property(
      numbers,
      seconds,
      seconds,
      fc.nat(255),
      fc.nat(255),
      (recipient, takenAt, dischargedAt, reference, status) => {
        const fields = { reference, recipient, takenAt, dischargedAt, status }
        expect(decodeStatusReport(encodeStatusReport(fields).hex)).toEqual(fields)
      },
    ),
  )
})

test('A report without the service centre before it is read by its announced length', () => {
  const report = encodeStatusReport({
    reference: 7,
    recipient: '+33639980001',
    takenAt: 0,
    dischargedAt: 0,
    status: 0,
  })
  expect(decodeStatusReport(report.hex.slice(2), report.length)).toMatchObject({ reference: 7, status: 0 })
})

test('Random octets are read or refused with one kind of error, and never hang', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map(octets => Buffer.from(octets).toString('hex')),
        fc.string({ maxLength: 60 }),
      ),
      hex => {
        for (const decode of [decodeSubmit, decodeDeliver, decodeStatusReport]) {
          try {
            decode(hex)
          } catch (error) {
            expect(error).toBeInstanceOf(PduError)
          }
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('A true PDU with one octet changed is read or refused with one kind of error', () => {
  const { hex } = encodeDeliver({
    sender: '+447700900123',
    sentAt: 0,
    text: 'Hello € and more',
    encoding: 'gsm7',
    concatenation: { reference: 1, of: 2, index: 1 },
  })
  for (let octet = 0; octet < hex.length / 2; octet++) {
    for (let value = 0; value < 256; value++) {
      const broken = hex.slice(0, octet * 2) + value.toString(16).padStart(2, '0') + hex.slice(octet * 2 + 2)
      try {
        decodeDeliver(broken)
      } catch (error) {
        if (!(error instanceof PduError)) throw error
      }
    }
  }
})

test('Septets survive packing at every alignment', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 127, maxLength: 170 }), fc.nat(6), (septets, fill) => {
      const packed = packSeptets(septets, fill)
      expect(packed).toHaveLength(Math.ceil((septets.length * 7 + fill) / 8))
      expect([...unpackSeptets(Uint8Array.from(packed), septets.length, fill)]).toEqual([...septets])
    }),
  )
})

test('A name of seven letters takes 13 semi-octets, so that no eighth letter appears', () => {
  expect(encodeNameAddress('Vodacom')[0]).toBe(13)
  expect(decodeAddress(readOctets(Uint8Array.from(encodeNameAddress('Vodacom'))))).toBe('Vodacom')
  const generous = [14, ...encodeNameAddress('Vodacom').slice(1)]
  expect(decodeAddress(readOctets(Uint8Array.from(generous)))).toBe('Vodacom')
})

test.each(['', '+', 'Anna', '12 34', '+3363998000112345678901'])(
  'The recipient "%s" is refused',
  recipient => {
    expect(() => encodeAddress(recipient)).toThrow(PduError)
  },
)

test('A text that does not fit into one part is refused', () => {
  const fields = { recipient: '+447700900123', wantsReport: false }
  expect(() => encodeSubmit({ ...fields, text: 'a'.repeat(161), encoding: 'gsm7' })).toThrow(PduError)
  expect(() => encodeSubmit({ ...fields, text: 'я'.repeat(71), encoding: 'ucs2' })).toThrow(PduError)
})

test('A time stamp survives in every zone', () => {
  fc.assert(
    fc.property(seconds, fc.integer({ min: -79, max: 79 }), (at, quarters) => {
      expect(decodeTimestamp(Uint8Array.from(encodeTimestamp(at, quarters)))).toBe(at)
    }),
  )
})

test('A time stamp of zeros or of letters is none', () => {
  expect(decodeTimestamp(new Uint8Array(7))).toBeUndefined()
  expect(decodeTimestamp(new Uint8Array(7).fill(0xff))).toBeUndefined()
})

test('A validity lasts at least as long as asked and every octet survives', () => {
  for (let octet = 0; octet < 256; octet++) {
    const minutes = decodeValidity(octet)
    expect(decodeValidity(encodeValidity(minutes))).toBe(minutes)
    expect(encodeValidity(minutes)).toBeLessThanOrEqual(octet)
  }
  expect(decodeValidity(encodeValidity(1))).toBe(5)
  expect(decodeValidity(encodeValidity(721))).toBe(750)
  expect(encodeValidity(Number.MAX_SAFE_INTEGER)).toBe(255)
})

test('A validity that shall be over by a moment is never longer, and five minutes at least', () => {
  expect([0, 5, 9, 721, 1441, 100_000].map(validityWithin)).toEqual([5, 5, 5, 720, 1440, 90_720])
})
