import { costlyCharacters, type TextRange } from '../../../shared/sms/costly-characters.ts'
import { replacementOf } from '../../../shared/sms/replacements.ts'
import type { TemplateFault } from '../../../shared/contract/content.ts'

/** A stretch of a template that is drawn in one way. */
export interface TemplatePiece {
  readonly text: string
  /** Inside `{{ … }}` or `{% … %}`. */
  readonly isField: boolean
  /** Forces the message into UCS-2. */
  readonly isCostly: boolean
  readonly isFault: boolean
}

const TAG = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const LITERAL = /"[^"]*"|'[^']*'/g
const FALLBACK = /\|\s*default\s*:\s*(?:"([^"]*)"|'([^']*)')/

/** The fields and tags of a template, by UTF-16 indices. */
export function fieldRanges(template: string): TextRange[] {
  return Array.from(template.matchAll(TAG), match => toRange(match.index, match[0]))
}

/** What a template says by itself: fields give their fallback, or nothing. */
export function ownText(template: string): string {
  return template.replace(TAG, tag => {
    const [, double, single] = FALLBACK.exec(tag) ?? []
    return double ?? single ?? ''
  })
}

/** The characters of a template that force UCS-2: its own and those of its fallbacks, never those of its code. */
export function costlyRanges(template: string): readonly TextRange[] {
  return costlyCharacters(template.replace(TAG, maskCode)).ucs2
}

/** Where a fault begins and what to underline: the rest of the word, at least one character. */
export function faultRange(template: string, fault: TemplateFault): TextRange {
  const lines = template.split('\n')
  const before = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
  const start = Math.min(before + fault.column - 1, template.length)
  const word = /^(?:\{[{%]\s*)?[\p{L}\p{N}_.-]*/u.exec(template.slice(start))?.[0] ?? ''
  return toRange(start, template.slice(start, start + Math.max(1, word.length)))
}

/** Cuts a template where its look changes; the pieces joined are the template again. */
export function cutTemplate(template: string, faults: readonly TemplateFault[]): TemplatePiece[] {
  const fields = fieldRanges(template)
  const costly = costlyRanges(template)
  const wrong = faults.map(fault => faultRange(template, fault))
  const ends = [...fields, ...costly, ...wrong].flatMap(range => [range.start, range.end])
  const cuts = [...new Set([0, ...ends, template.length])].sort((a, b) => a - b)
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    return {
      text: template.slice(start, end),
      isField: covers(fields, start),
      isCostly: covers(costly, start),
      isFault: covers(wrong, start),
    }
  })
}

/**
 * Replaces the costly characters of a template that have a replacement; `only` limits it to one grapheme. A quote
 * inside a fallback becomes the one that does not end it.
 */
export function replaceInTemplate(template: string, only?: string): string {
  const fields = fieldRanges(template)
  let text = template
  for (const range of costlyRanges(template).toReversed()) {
    const replacement = replacementOf(range.text)
    if (replacement === undefined || (only !== undefined && range.text !== only)) continue
    const field = fields.find(each => each.start <= range.start && range.start < each.end)
    const safe = field ? replacement.replace(/["']/g, innerQuote(field.text)) : replacement
    text = text.slice(0, range.start) + safe + text.slice(range.end)
  }
  return text
}

function innerQuote(tag: string): string {
  const opening = /["']/.exec(tag)?.[0]
  return opening === "'" ? '"' : "'"
}

function covers(ranges: readonly TextRange[], index: number): boolean {
  return ranges.some(range => range.start <= index && index < range.end)
}

function toRange(start: number, text: string): TextRange {
  return { start, end: start + text.length, text }
}

/** Blanks a tag but for its quoted texts, keeping every position. */
function maskCode(tag: string): string {
  let masked = ''
  let from = 0
  for (const match of tag.matchAll(LITERAL)) {
    masked += ' '.repeat(match.index - from) + match[0]
    from = match.index + match[0].length
  }
  return masked + ' '.repeat(tag.length - from)
}
