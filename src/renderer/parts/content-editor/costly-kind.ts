import { replacementOf } from '../../../shared/sms/replacements.ts'

/** Why a character does not fit into the SMS alphabet; each has a sentence on screen. */
export type CostlyKind = 'quote' | 'dash' | 'ellipsis' | 'space' | 'letter' | 'script' | 'emoji' | 'sign'

/** One character that makes a message dearer, with how often it occurs. */
export interface CostlyEntry {
  readonly grapheme: string
  readonly kind: CostlyKind
  readonly count: number
  /** Undefined where nothing would say the same. */
  readonly replacement: string | undefined
  /** It comes from a person's data, not from the template. */
  readonly isFromData: boolean
}

/**
 * Groups costly graphemes, those of the template first, most frequent first; `own` are those of the template itself. One
 * that stands elsewhere as well has an entry for each.
 */
export function listCostly(all: readonly string[], own: readonly string[]): CostlyEntry[] {
  const counts = countEach(all)
  const ownCounts = countEach(own)
  return [...new Set([...all, ...own])]
    .flatMap(grapheme => {
      const ours = ownCounts.get(grapheme) ?? 0
      const theirs = Math.max(0, (counts.get(grapheme) ?? 0) - ours)
      const entry = { grapheme, kind: costlyKind(grapheme), replacement: replacementOf(grapheme) }
      return [
        { ...entry, count: ours, isFromData: false },
        { ...entry, count: theirs, isFromData: true },
      ]
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => Number(a.isFromData) - Number(b.isFromData) || b.count - a.count)
}

function countEach(graphemes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const grapheme of graphemes) counts.set(grapheme, (counts.get(grapheme) ?? 0) + 1)
  return counts
}

/** What sort of character it is. */
export function costlyKind(grapheme: string): CostlyKind {
  if (grapheme === '…') return 'ellipsis'
  if (/^[\p{Pi}\p{Pf}\u201a\u201e\u2032\u2033\u0060\u00b4]$/u.test(grapheme)) return 'quote'
  if (/^[\p{Pd}\u2212]$/u.test(grapheme)) return 'dash'
  if (/^[\s\p{Cf}]+$/u.test(grapheme)) return 'space'
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(grapheme) && !/^[\d©®™]/u.test(grapheme)) {
    return 'emoji'
  }
  if (/^\p{L}/u.test(grapheme)) return /^\p{Script=Latin}/u.test(grapheme) ? 'letter' : 'script'
  return 'sign'
}

/** `U+2019`, as a person can look it up. */
export function codePointName(grapheme: string): string {
  const points = Array.from(grapheme, character => character.codePointAt(0) ?? 0)
  return points.map(point => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
}
