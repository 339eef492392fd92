import { foldName } from '../people/fold-name.ts'
import { casingsOf } from './casings.ts'
import { foldPatterns } from './fold-patterns.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** For a whole value, more patterns than these cost more than folding what is not ASCII. */
const mostPatterns = 2

/** True where the column is one of the texts, whatever the accents, capitals and apostrophes. */
export function oneOf(column: string, texts: readonly string[]): SqlPart {
  const spellings = texts.map(foldPatterns)
  const patterns = [...new Set(spellings.flatMap(each => each ?? []))]
  const isKnown = spellings.every(each => each !== undefined)
  if (isKnown && patterns.length <= mostPatterns && patterns.length > 0) return matchesAny(column, patterns)
  const folded = [...new Set(texts.map(foldName))]
  const casings = [...texts.flatMap(casingsOf), ...folded, ...folded.map(text => text.replaceAll("'", '`'))]
  return {
    sql: `(${column} COLLATE NOCASE IN (SELECT value FROM json_each(?))
      OR (octet_length(${column}) <> length(${column})
        AND fold_text(${column}) IN (SELECT value FROM json_each(?)))) IS TRUE`,
    parameters: [JSON.stringify([...new Set(casings)]), JSON.stringify(folded)],
  }
}

/** True where the column is one of the codes, such as those of countries, or one of the numbers, in any casing. */
export function oneCode(column: string, codes: readonly string[]): SqlPart {
  return {
    sql: `(${column} COLLATE NOCASE IN (SELECT value FROM json_each(?))) IS TRUE`,
    parameters: [JSON.stringify(codes)],
  }
}

/** True where the column holds the text anywhere, or at its beginning, however it is written. */
export function hasText(column: string, text: string, place: 'anywhere' | 'beginning'): SqlPart {
  const patterns = foldPatterns(text)
  const start = place === 'anywhere' ? '*' : ''
  if (patterns)
    return matchesAny(
      column,
      patterns.map(pattern => `${start}${pattern}*`),
    )
  const found = place === 'anywhere' ? '> 0' : '= 1'
  return { sql: `(instr(fold_text(${column}), ?) ${found}) IS TRUE`, parameters: [foldName(text)] }
}

/** True where the column comes after the text, or before it, in the order of the alphabet. */
export function isBeside(column: string, side: 'greater' | 'less', text: string): SqlPart {
  const symbol = side === 'greater' ? '>' : '<'
  return { sql: `(${column} ${symbol} ? COLLATE NOCASE) IS TRUE`, parameters: [text] }
}

function matchesAny(column: string, patterns: readonly string[]): SqlPart {
  const parts = patterns.map(pattern => ({ sql: `(${column} GLOB ?) IS TRUE`, parameters: [pattern] }))
  return joinParts(parts, 'OR')
}
