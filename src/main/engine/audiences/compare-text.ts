import { casingsOf } from './casings.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** True where the column is one of the texts. SQLite folds only A–Z, so other letters are tried in each casing. */
export function oneOf(column: string, texts: readonly string[]): SqlPart {
  const casings = texts.flatMap(casingsOf)
  const [only, second] = casings
  if (only !== undefined && second === undefined) {
    return { sql: `(${column} = ? COLLATE NOCASE) IS TRUE`, parameters: [only] }
  }
  return {
    sql: `(${column} COLLATE NOCASE IN (SELECT value FROM json_each(?))) IS TRUE`,
    parameters: [JSON.stringify(casings)],
  }
}

/** True where the column holds the text anywhere, or at its beginning, in any casing. */
export function hasText(column: string, text: string, place: 'anywhere' | 'beginning'): SqlPart {
  const parts = casingsOf(text).map(casing => {
    const pattern = casing.replace(/[\\%_]/g, String.raw`\$&`)
    return {
      sql: String.raw`(${column} LIKE ? ESCAPE '\') IS TRUE`,
      parameters: [place === 'anywhere' ? `%${pattern}%` : `${pattern}%`],
    }
  })
  return joinParts(parts, 'OR')
}

/** True where the column comes after the text, or before it, in the order of the alphabet. */
export function isBeside(column: string, side: 'greater' | 'less', text: string): SqlPart {
  const symbol = side === 'greater' ? '>' : '<'
  return { sql: `(${column} ${symbol} ? COLLATE NOCASE) IS TRUE`, parameters: [text] }
}
