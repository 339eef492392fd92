import { gsm7Width } from './gsm7.ts'

/** The two alphabets that a text can leave in (3GPP TS 23.038 §6.2). */
export type Encoding = 'gsm7' | 'ucs2'

/** Units that a part holds, alone and with an 8-bit concatenation header: septets, or UTF-16 units (3GPP TS 23.040 §9.2.3.24.1). */
export const PART_UNITS = {
  gsm7: { single: 160, concatenated: 153 },
  ucs2: { single: 70, concatenated: 67 },
} as const satisfies Record<Encoding, { single: number; concatenated: number }>

/** The cheapest alphabet that can carry the whole text. */
export function encodingOf(text: string): Encoding {
  for (let index = 0; index < text.length; index++) {
    if (gsm7Width(text.charCodeAt(index)) === 0) return 'ucs2'
  }
  return 'gsm7'
}
