import { chooseCoding } from './choose-coding.ts'
import { partLimits, type Coding } from './coding.ts'
import { unitsOf } from './count-parts.ts'
import type { Encoding } from './encoding.ts'
import type { Language } from './national/languages.ts'
import { partEnd } from './part-end.ts'

/** What a text costs on the air. */
export interface TextMeasure {
  readonly encoding: Encoding
  /** The language whose tables make GSM-7 carry the text; absent where none are needed. */
  readonly language?: Language
  /** Septets with their escapes in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number
  /** Unicode code points. */
  readonly characters: number
  /** What `splitText` would return, counted; 1 for an empty text. */
  readonly parts: number
  /** Units that still fit into the last part. */
  readonly unitsLeft: number
  /** Units that each part holds: 160 or 70 alone, 153 or 67 when there are several, fewer with national tables. */
  readonly perPart: number
}

/** Measures a text as it will leave: in the coding that the encoder chooses too. Runs once for each message of a campaign. */
export function measureText(text: string): TextMeasure {
  const coding = chooseCoding(text)
  const { encoding, tables } = coding
  const language = tables.single ?? tables.locking
  const units = unitsOf(text, coding)
  return {
    encoding,
    ...(language === undefined ? {} : { language }),
    units,
    characters: encoding === 'gsm7' ? text.length : countCodePoints(text),
    ...measureParts(text, coding, units),
  }
}

function measureParts(
  text: string,
  coding: Coding,
  units: number,
): Pick<TextMeasure, 'parts' | 'unitsLeft' | 'perPart'> {
  const { single, concatenated } = partLimits(coding)
  if (units <= single) return { parts: 1, unitsLeft: single - units, perPart: single }
  if (isSplitAnywhere(text, coding, units)) {
    const parts = Math.ceil(units / concatenated)
    return { parts, unitsLeft: parts * concatenated - units, perPart: concatenated }
  }
  let parts = 0
  let last = 0
  for (let start = 0; start < text.length; parts++) {
    last = start
    start = partEnd(text, start, coding)
  }
  return { parts, unitsLeft: concatenated - unitsOf(text, coding, last), perPart: concatenated }
}

/** A text of single septets without a line end of two characters. */
function isSplitAnywhere(text: string, { encoding, tables }: Coding, units: number): boolean {
  const isPlain = tables.single === undefined && tables.locking === undefined
  return encoding === 'gsm7' && isPlain && units === text.length && !text.includes('\r\n')
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
