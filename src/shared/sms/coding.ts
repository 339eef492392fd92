import type { Encoding } from './encoding.ts'
import type { Tables } from './national/languages.ts'

/** How a text leaves: its alphabet, and in GSM-7 the national tables, if any. */
export interface Coding {
  readonly encoding: Encoding
  readonly tables: Tables
}

/** What every phone reads: GSM-7 without national tables. */
export const GSM7: Coding = { encoding: 'gsm7', tables: {} }
/** What every phone reads that knows the letters. */
export const UCS2: Coding = { encoding: 'ucs2', tables: {} }

/** Units that a part holds, alone and as one of several. */
export interface PartLimits {
  readonly single: number
  readonly concatenated: number
}

const OCTETS = 140
const SEPTETS = 160
const CONCATENATION_OCTETS = 5
const TABLE_OCTETS = 3

/** Septets or UTF-16 units that fit beside the header that a coding needs (3GPP TS 23.040 §9.2.3.24). */
export function partLimits({ encoding, tables }: Coding): PartLimits {
  const named = (tables.locking === undefined ? 0 : 1) + (tables.single === undefined ? 0 : 1)
  return {
    single: room(encoding, named * TABLE_OCTETS),
    concatenated: room(encoding, named * TABLE_OCTETS + CONCATENATION_OCTETS),
  }
}

function room(encoding: Encoding, elements: number): number {
  const header = elements === 0 ? 0 : elements + 1
  return encoding === 'ucs2' ? (OCTETS - header) >> 1 : SEPTETS - Math.ceil((header * 8) / 7)
}
