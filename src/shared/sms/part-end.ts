import { partLimits, type Coding } from './coding.ts'
import { septetTableOf } from './septet-table.ts'

const LAST_PLAIN_LATIN = 0x2ff
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Where the concatenated part that begins at `start` ends, as a UTF-16 index. Never inside an escape pair or
 * a surrogate pair, and inside a grapheme (a ZWJ family, a flag, a letter with its marks) only when that
 * grapheme alone is longer than a part.
 */
export function partEnd(text: string, start: number, coding: Coding): number {
  const limit = unbrokenEnd(text, start, coding)
  if (limit >= text.length) return text.length
  if (isPlainBetween(text.charCodeAt(limit - 1), text.charCodeAt(limit))) return limit
  // The window starts at the part, so that the answer depends on nothing that was already cut off.
  const cluster = segmenter.segment(text.slice(start, limit + (limit - start)))
  const at = cluster.containing(limit - start)?.index ?? 0
  if (at > 0) return start + at
  return isLowSurrogate(text.charCodeAt(limit)) && isHighSurrogate(text.charCodeAt(limit - 1))
    ? limit - 1
    : limit
}

/** As far as the part reaches, wherever that is; always at least one unit. */
function unbrokenEnd(text: string, start: number, coding: Coding): number {
  const { concatenated } = partLimits(coding)
  if (coding.encoding === 'ucs2') return Math.min(start + concatenated, text.length)
  const { widths } = septetTableOf(coding.tables)
  let left = concatenated
  let index = start
  while (index < text.length) {
    left -= widths[text.charCodeAt(index)] || 1
    if (left < 0) return index
    index++
  }
  return index
}

/** Nothing joins two units of Latin, Cyrillic letters or CJK ideographs, which spares most texts the segmenter. */
function isPlainBetween(before: number, after: number): boolean {
  return isPlain(before) && isPlain(after) && !(before === 0x0d && after === 0x0a)
}

function isPlain(unit: number): boolean {
  return unit <= LAST_PLAIN_LATIN || (unit >= 0x0400 && unit <= 0x0481) || (unit >= 0x4e00 && unit <= 0x9fff)
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
