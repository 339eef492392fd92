import { oneOf } from './compare-text.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** True where a list holds one of the texts, in any casing. What is no list holds nothing. */
export function hasAny(column: string, texts: readonly string[]): SqlPart {
  const { sql, parameters } = oneOf('entry.value', texts)
  return {
    sql: `EXISTS (SELECT 1 FROM json_each(iif(json_valid(${column}), ${column}, '[]')) AS entry WHERE ${sql})`,
    parameters,
  }
}

/** True where a list holds each of the texts. */
export function hasAll(column: string, texts: readonly string[]): SqlPart {
  return joinParts(
    texts.map(text => hasAny(column, [text])),
    'AND',
  )
}
