import type { Encoding } from '../../../../../shared/sms/encoding.ts'
import { decodeGsm7, encodeGsm7 } from '../../../../../shared/sms/gsm7.ts'
import { languageId, languageOf, type Tables } from '../../../../../shared/sms/national/languages.ts'
import { PduError } from './pdu-error.ts'
import { fillBitsAfter, packSeptets, unpackSeptets } from './septets.ts'

const CONCATENATION_8_BIT = 0x00
const CONCATENATION_16_BIT = 0x08
const SINGLE_SHIFT = 0x24
const LOCKING_SHIFT = 0x25
const MOST_OCTETS = 140
const MOST_SEPTETS = 160

/** Which part of which long message (3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8). */
export interface Concatenation {
  /** 0–255, or 0–65535 when `wide`. */
  readonly reference: number
  readonly of: number
  /** 1-based. */
  readonly index: number
  /** A 16-bit reference. */
  readonly wide?: boolean
}

/** The user data of one part, as it was before it was packed. */
export interface UserData {
  readonly text: string
  readonly encoding: Encoding
  readonly concatenation?: Concatenation
  /** National tables of GSM-7; absent where there are none (3GPP TS 23.040 §9.2.3.24.15). */
  readonly tables?: Tables
}

/** Whether a part has a user data header. */
export function hasHeader({ concatenation, tables = {} }: UserData): boolean {
  return concatenation !== undefined || tables.single !== undefined || tables.locking !== undefined
}

/** The length octet and the user data after it; throws a PduError when the part is too long. */
export function encodeUserData({ text, encoding, concatenation, tables }: UserData): number[] {
  const elements = [
    ...(concatenation === undefined ? [] : concatenationElement(concatenation)),
    ...tableElements(tables ?? {}),
  ]
  const header = elements.length === 0 ? [] : [elements.length, ...elements]
  if (encoding === 'ucs2') {
    const octets = [...header, ...encodeUcs2(text)]
    if (octets.length > MOST_OCTETS) throw new PduError('part too long')
    return [octets.length, ...octets]
  }
  const septets = encodeGsm7(text, tables)
  const length = Math.ceil((header.length * 8) / 7) + septets.length
  if (length > MOST_SEPTETS) throw new PduError('part too long')
  return [length, ...header, ...packSeptets(septets, fillBitsAfter(header.length))]
}

/**
 * Reads user data. Text of 8-bit data is read as Latin-1, so that something shows.
 *
 * @param length the length octet: septets in GSM-7, else octets
 * @param options.isHeaded the user data header indicator of the first octet
 */
export function decodeUserData(
  octets: Uint8Array,
  length: number,
  { dcs, isHeaded }: { readonly dcs: number; readonly isHeaded: boolean },
): UserData {
  const headerLength = isHeaded ? (octets[0] ?? 0) + 1 : 0
  if (headerLength > octets.length) throw new PduError('header too long')
  const elements = readElements(octets.subarray(1, headerLength))
  const concatenation = findConcatenation(elements)
  const alphabet = alphabetOf(dcs)
  const body = octets.subarray(headerLength)
  const part = concatenation === undefined ? {} : { concatenation }
  if (alphabet === 'gsm7') {
    const count = Math.max(0, length - Math.ceil((headerLength * 8) / 7))
    const septets = unpackSeptets(body, count, fillBitsAfter(headerLength))
    const tables = findTables(elements)
    return { text: decodeGsm7(septets, tables), encoding: 'gsm7', ...part, ...(tables && { tables }) }
  }
  const data = body.subarray(0, Math.max(0, length - headerLength))
  const text = alphabet === 'ucs2' ? decodeUcs2(data) : Buffer.from(data).toString('latin1')
  return { text, encoding: 'ucs2', ...part }
}

/** The data coding scheme of a text (3GPP TS 23.038 §4); flash is class 0, shown at once and not stored. */
export function dataCodingOf(encoding: Encoding, flash: boolean): number {
  return (encoding === 'ucs2' ? 0x08 : 0x00) | (flash ? 0x10 : 0x00)
}

function alphabetOf(dcs: number): Encoding | 'data' {
  const group = dcs >> 4
  if (group <= 0x7) return (['gsm7', 'data', 'ucs2', 'gsm7'] as const)[(dcs >> 2) & 3] ?? 'gsm7'
  if (group === 0xe) return 'ucs2'
  return group === 0xf && (dcs & 0x04) !== 0 ? 'data' : 'gsm7'
}

function concatenationElement({ reference, of, index, wide = false }: Concatenation): number[] {
  if (of < 1 || of > 255 || index < 1 || index > of) throw new PduError('impossible part number')
  if (wide) return [CONCATENATION_16_BIT, 4, (reference >> 8) & 0xff, reference & 0xff, of, index]
  return [CONCATENATION_8_BIT, 3, reference & 0xff, of, index]
}

function tableElements({ locking, single }: Tables): number[] {
  return [
    ...(locking === undefined ? [] : [LOCKING_SHIFT, 1, languageId(locking)]),
    ...(single === undefined ? [] : [SINGLE_SHIFT, 1, languageId(single)]),
  ]
}

interface Element {
  readonly id: number
  readonly value: Uint8Array
}

/** The elements of a header; one that is cut off ends them. */
function readElements(octets: Uint8Array): Element[] {
  const elements: Element[] = []
  for (let at = 0; at + 1 < octets.length;) {
    const length = octets[at + 1] ?? 0
    const value = octets.subarray(at + 2, at + 2 + length)
    if (value.length === length) elements.push({ id: octets[at] ?? 0, value })
    at += 2 + length
  }
  return elements
}

/** An impossible part number means that the element is to be ignored, as the clause says. */
function findConcatenation(elements: readonly Element[]): Concatenation | undefined {
  for (const { id, value } of elements) {
    const wide = id === CONCATENATION_16_BIT
    if (!((id === CONCATENATION_8_BIT && value.length === 3) || (wide && value.length === 4))) continue
    const [of = 0, index = 0] = value.subarray(-2)
    const reference = wide ? ((value[0] ?? 0) << 8) | (value[1] ?? 0) : (value[0] ?? 0)
    if (of > 0 && index > 0 && index <= of) return { reference, of, index, ...(wide ? { wide } : {}) }
  }
  return undefined
}

/** Of several elements for one table the last counts; a language that is not known leaves the table as it is. */
function findTables(elements: readonly Element[]): Tables | undefined {
  const find = (wanted: number): Tables['single'] => {
    const element = elements.findLast(({ id, value }) => id === wanted && value.length === 1)
    return languageOf(element?.value[0] ?? 0)
  }
  const locking = find(LOCKING_SHIFT)
  const single = find(SINGLE_SHIFT)
  if (locking === undefined && single === undefined) return undefined
  return { ...(locking && { locking }), ...(single && { single }) }
}

function encodeUcs2(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

function decodeUcs2(octets: Uint8Array): string {
  const even = octets.subarray(0, octets.length & ~1)
  return Buffer.from(even).swap16().toString('utf16le')
}
