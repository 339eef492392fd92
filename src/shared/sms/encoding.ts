import { gsm7Width } from './gsm7.ts'

/** The two alphabets that a text can leave in (3GPP TS 23.038 §6.2). */
export type Encoding = 'gsm7' | 'ucs2'

/** The alphabet of every phone that has all of a text: GSM-7 without national tables, else UCS-2. */
export function encodingOf(text: string): Encoding {
  for (let index = 0; index < text.length; index++) {
    if (gsm7Width(text.charCodeAt(index)) === 0) return 'ucs2'
  }
  return 'gsm7'
}
