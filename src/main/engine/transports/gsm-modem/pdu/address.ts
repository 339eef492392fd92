import { decodeGsm7, encodeGsm7, gsm7Width } from '../../../../../shared/sms/gsm7.ts'
import type { OctetReader } from './octets.ts'
import { PduError } from './pdu-error.ts'
import { packSeptets, unpackSeptets } from './septets.ts'

const INTERNATIONAL = 0x91
const UNKNOWN = 0x81
const ALPHANUMERIC = 0xd0
/** Semi-octets in their order; F fills and never counts (3GPP TS 23.040 §9.1.2.3). */
const DIGITS = '0123456789*#abc'
const MOST_DIGITS = 20
const MOST_LETTERS = 11

/** An address field: a number, international when it begins with `+`. Throws a PduError when it is none. */
export function encodeAddress(number: string): number[] {
  const digits = number.startsWith('+') ? number.slice(1) : number
  if (!/^[0-9*#abc]+$/.test(digits)) throw new PduError('not a phone number')
  if (digits.length > MOST_DIGITS) throw new PduError('number too long')
  return [digits.length, number.startsWith('+') ? INTERNATIONAL : UNKNOWN, ...packDigits(digits)]
}

/** An alphanumeric address field, which only a sender may have: at most 11 characters of GSM-7. */
export function encodeNameAddress(name: string): number[] {
  const septets = encodeGsm7(name)
  const isPlain = Array.from(name).every(character => gsm7Width(character.charCodeAt(0)) > 0)
  if (septets.length === 0 || septets.length > MOST_LETTERS || !isPlain)
    throw new PduError('not a sender name')
  // Length in useful semi-octets: 7 letters are 13 of them, so that no eighth `@` appears.
  return [Math.ceil((septets.length * 7) / 4), ALPHANUMERIC, ...packSeptets(septets)]
}

/** Reads an address field: `+` before an international number, else the bare digits or the name. */
export function decodeAddress(reader: OctetReader): string {
  const length = reader.octet()
  const type = reader.octet()
  const octets = reader.take(Math.ceil(length / 2))
  const typeOfNumber = (type >> 4) & 7
  if (typeOfNumber === 5) return decodeName(octets, length)
  const digits = unpackDigits(octets, length)
  return typeOfNumber === 1 ? `+${digits}` : digits
}

/** The field before a TPDU: its octets counted, not its digits; one octet 0 for the service centre of the SIM. */
export function encodeServiceCentre(number: string | undefined): number[] {
  if (number === undefined) return [0]
  const [, ...field] = encodeAddress(number)
  return [field.length, ...field]
}

/** Reads the field before a TPDU; undefined where it names none. */
export function decodeServiceCentre(reader: OctetReader): string | undefined {
  const length = reader.octet()
  if (length < 2) return undefined
  const type = reader.octet()
  const digits = unpackDigits(reader.take(length - 1), (length - 1) * 2)
  return ((type >> 4) & 7) === 1 ? `+${digits}` : digits
}

function decodeName(octets: Uint8Array, semiOctets: number): string {
  const name = decodeGsm7(unpackSeptets(octets, Math.floor((semiOctets * 4) / 7)))
  // Seven letters announced as 14 semi-octets leave room for a septet of fill, which reads as `@`.
  return semiOctets === 14 && name.endsWith('@') ? name.slice(0, -1) : name
}

function packDigits(digits: string): number[] {
  const octets: number[] = []
  for (let index = 0; index < digits.length; index += 2) {
    const low = DIGITS.indexOf(digits.charAt(index))
    const high = index + 1 < digits.length ? DIGITS.indexOf(digits.charAt(index + 1)) : 0xf
    octets.push((high << 4) | low)
  }
  return octets
}

function unpackDigits(octets: Uint8Array, count: number): string {
  let digits = ''
  for (let index = 0; index < count; index++) {
    const octet = octets[index >> 1] ?? 0xff
    digits += DIGITS.charAt(index % 2 === 0 ? octet & 0xf : octet >> 4)
  }
  return digits
}
