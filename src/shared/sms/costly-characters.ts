import { gsm7Width } from './gsm7.ts'

/** A stretch of a text by UTF-16 indices, `end` not included. */
export interface TextRange {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The characters that make a text dearer than its length. */
export interface CostlyCharacters {
  /** Whole graphemes that GSM-7 does not have: each of them alone forces the text into UCS-2. */
  readonly ucs2: readonly TextRange[]
  /** Characters that take two septets; empty when the text is UCS-2 anyway, where they take one unit. */
  readonly doubled: readonly TextRange[]
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Finds what to underline while a person writes; both lists in the order of the text. */
export function costlyCharacters(text: string): CostlyCharacters {
  const doubled: TextRange[] = []
  for (let index = 0; index < text.length; index++) {
    const width = gsm7Width(text.charCodeAt(index))
    if (width === 0) return { ucs2: foreignGraphemes(text), doubled: [] }
    if (width === 2) doubled.push({ start: index, end: index + 1, text: text.charAt(index) })
  }
  return { ucs2: [], doubled }
}

function foreignGraphemes(text: string): TextRange[] {
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
