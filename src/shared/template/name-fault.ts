import type { LiquidError } from 'liquidjs'
import type { TemplateFault, TemplateFaultCode } from './template-types.ts'

/** What LiquidJS says, in English only, and the fault that it means; the group of a pattern is the detail. */
const kinds: readonly (readonly [pattern: RegExp, code: TemplateFaultCode])[] = [
  [/^(?:output|tag) "([\s\S]*)" not closed$/, 'unclosed'],
  [/^([[(]) not closed$/, 'unclosed'],
  [/^tag (\{%[\s\S]*) not closed$/, 'unended'],
  [/^raw "(\{%[\s\S]*?%\})[\s\S]*" not closed$/, 'unended'],
  [/^tag "((?:end\w*|else|elsif|when))" not found$/, 'misplaced'],
  [/^duplicated (\w+)$/, 'misplaced'],
  [/^tag "([\s\S]*)" not found$/, 'unknown-tag'],
  [/^undefined filter: ([\s\S]*)$/, 'unknown-filter'],
  [/^invalid value expression: "([\s\S]*)"$/, 'no-value'],
]
/** As much as fits into a sentence. */
const longestDetail = 40

/** The fault behind an error of LiquidJS; `syntax`, with the text at the place, where it is none of the usual ones. */
export function nameFault(error: LiquidError): TemplateFault {
  const [line = 1, column = 1] = error.token.getPosition()
  const message = error.message.replace(/, line:\d+, col:\d+$/, '')
  for (const [pattern, code] of kinds) {
    const detail = pattern.exec(message)?.[1]
    if (detail === undefined) continue
    return code === 'no-value' && detail !== ''
      ? { code: 'unexpected', detail: shorten(detail), line, column }
      : { code, detail: shorten(detail), line, column }
  }
  return { code: 'syntax', detail: '', line, column }
}

function shorten(text: string): string {
  const [first = ''] = text.split('\n')
  const isWhole = first.length === text.length && first.length <= longestDetail
  return isWhole ? text : `${first.slice(0, longestDetail).trimEnd()}…`
}
