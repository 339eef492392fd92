import { chooseCoding } from './choose-coding.ts'
import { gsm7Width } from './gsm7.ts'
import type { Tables } from './national/languages.ts'
import { septetTableOf } from './septet-table.ts'

/** A stretch of a text by UTF-16 indices, `end` not included. */
export interface TextRange {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The characters that make a text dearer than its length. */
export interface CostlyCharacters {
  /** Whole graphemes that the GSM-7 of every phone does not have: they force the text into UCS-2, or into national tables. */
  readonly ucs2: readonly TextRange[]
  /** Characters that take two septets; empty when the text is UCS-2 anyway, where they take one unit. */
  readonly doubled: readonly TextRange[]
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Finds what to underline while a person writes; both lists in the order of the text. */
export function costlyCharacters(text: string): CostlyCharacters {
  const { encoding, tables } = chooseCoding(text)
  return { ucs2: foreignGraphemes(text), doubled: encoding === 'gsm7' ? escaped(text, tables) : [] }
}

function escaped(text: string, tables: Tables): TextRange[] {
  const { widths } = septetTableOf(tables)
  const ranges: TextRange[] = []
  for (let index = 0; index < text.length; index++) {
    if (widths[text.charCodeAt(index)] !== 2) continue
    ranges.push({ start: index, end: index + 1, text: text.charAt(index) })
  }
  return ranges
}

function foreignGraphemes(text: string): TextRange[] {
  if (!isForeign(text)) return []
  const ranges: TextRange[] = []
  for (const { segment, index } of segmenter.segment(text)) {
    if (isForeign(segment)) ranges.push({ start: index, end: index + segment.length, text: segment })
  }
  return ranges
}

function isForeign(grapheme: string): boolean {
  for (let index = 0; index < grapheme.length; index++) {
    if (gsm7Width(grapheme.charCodeAt(index)) === 0) return true
  }
  return false
}
