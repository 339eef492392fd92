import { PART_UNITS, type Encoding } from './encoding.ts'
import { gsm7Width } from './gsm7.ts'
import { partEnd } from './part-end.ts'

/** What a text costs on the air. */
export interface TextMeasure {
  readonly encoding: Encoding
  /** Septets with their escapes in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number
  /** Unicode code points. */
  readonly characters: number
  /** What `splitText` would return, counted; 1 for an empty text. */
  readonly parts: number
  /** Units that still fit into the last part. */
  readonly unitsLeft: number
  /** Units that each part holds: 160 or 70 alone, 153 or 67 when there are several. */
  readonly perPart: number
}

/** Measures a text in one pass and without allocating per character: it runs once for each message of a campaign. */
export function measureText(text: string): TextMeasure {
  let units = 0
  for (let index = 0; index < text.length; index++) {
    const width = gsm7Width(text.charCodeAt(index))
    if (width === 0) return measure(text, 'ucs2', text.length)
    units += width
  }
  return measure(text, 'gsm7', units)
}

function measure(text: string, encoding: Encoding, units: number): TextMeasure {
  const characters = encoding === 'gsm7' ? text.length : countCodePoints(text)
  const { single, concatenated } = PART_UNITS[encoding]
  if (units <= single) {
    return { encoding, units, characters, parts: 1, unitsLeft: single - units, perPart: single }
  }
  const hasNoPairs = encoding === 'gsm7' && units === text.length
  if (hasNoPairs) {
    const parts = Math.ceil(units / concatenated)
    return {
      encoding,
      units,
      characters,
      parts,
      unitsLeft: parts * concatenated - units,
      perPart: concatenated,
    }
  }
  let parts = 0
  let last = 0
  for (let start = 0; start < text.length; parts++) {
    last = start
    start = partEnd(text, start, encoding)
  }
  const unitsLeft = concatenated - unitsFrom(text, last, encoding)
  return { encoding, units, characters, parts, unitsLeft, perPart: concatenated }
}

function unitsFrom(text: string, start: number, encoding: Encoding): number {
  if (encoding === 'ucs2') return text.length - start
  let units = 0
  for (let index = start; index < text.length; index++) units += gsm7Width(text.charCodeAt(index))
  return units
}

function countCodePoints(text: string): number {
  let count = text.length
  for (let index = 1; index < text.length; index++) {
    const isPair =
      (text.charCodeAt(index - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(index) & 0xfc00) === 0xdc00
    if (isPair) count--
  }
  return count
}
