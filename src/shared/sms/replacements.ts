import { costlyCharacters } from './costly-characters.ts'
import { encodingOf } from './encoding.ts'

/** What GSM-7 has instead of the signs that word processors, phones and web pages put into texts. */
const SIGNS: readonly (readonly [from: string, to: string])[] = [
  ['\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060\u2039\u203a', "'"],
  ['\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb', '"'],
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7\u2043\u25aa\u25cf', '-'],
  ['\u2026', '...'],
  ['\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '],
  ['\u2028\u2029\u0085\u000b', '\n'],
  ['\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f', ''],
  ['\u00d7', 'x'],
  ['\u00f7\u2044', '/'],
  ['\u2122', '(TM)'],
  ['\u00a9', '(C)'],
  ['\u00ae', '(R)'],
  ['\u2116', 'No'],
  ['\u2192\u21d2', '->'],
  ['\u2190', '<-'],
  ['\u00bd', '1/2'],
  ['\u00bc', '1/4'],
  ['\u00be', '3/4'],
  ['\u00b2', '2'],
  ['\u00b3', '3'],
  ['\u00ba', 'o'],
  ['\u00aa', 'a'],
  ['\u00a6', '|'],
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u00b1', '+/-'],
  ['\u0152', 'OE'],
  ['\u0153', 'oe'],
  ['\u0141', 'L'],
  ['\u0142', 'l'],
  ['\u0110\u00d0', 'D'],
  ['\u0111\u00f0', 'd'],
  ['\u00de', 'Th'],
  ['\u00fe', 'th'],
  ['\u0131', 'i'],
  ['\u1e9e', 'SS'],
]

const bySign = new Map(SIGNS.flatMap(([from, to]) => Array.from(from, sign => [sign, to] as const)))
const COMBINING = /\p{M}/gu

/**
 * What a grapheme outside GSM-7 can be written as within it: typography in ASCII, letters without the mark
 * that the alphabet lacks (3GPP TS 23.038 §6.2.1). Undefined where nothing would say the same, e.g. an emoji.
 */
export function replacementOf(grapheme: string): string | undefined {
  const composed = grapheme.normalize('NFC')
  if (encodingOf(composed) === 'gsm7') return composed
  let replaced = ''
  for (const character of composed) {
    const piece = replaceCharacter(character)
    if (piece === undefined) return undefined
    replaced += piece
  }
  return replaced
}

/** The text with each replaceable character outside GSM-7 replaced; `only` limits it to one grapheme. */
export function replaceCostly(text: string, only?: string): string {
  let result = ''
  let from = 0
  for (const range of costlyCharacters(text).ucs2) {
    const replacement = replacementOf(range.text)
    if (replacement === undefined || (only !== undefined && range.text !== only)) continue
    result += text.slice(from, range.start) + replacement
    from = range.end
  }
  return result + text.slice(from)
}

function replaceCharacter(character: string): string | undefined {
  const sign = bySign.get(character)
  if (sign !== undefined) return sign
  if (encodingOf(character) === 'gsm7') return character
  const base = character.normalize('NFD').replace(COMBINING, '')
  return base !== '' && base !== character && encodingOf(base) === 'gsm7' ? base : undefined
}
