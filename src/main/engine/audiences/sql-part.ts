/** A piece of SQL with the values of its question marks, in order. */
export interface SqlPart {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

export type SqlValue = string | number

/**
 * Joins conditions as a balanced tree: SQLite refuses expressions deeper than 1,000, and a plain chain of many
 * conditions is as deep as it is long.
 */
export function joinParts(parts: readonly SqlPart[], operator: 'AND' | 'OR'): SqlPart {
  const [first] = parts
  if (first && parts.length === 1) return first
  const middle = Math.ceil(parts.length / 2)
  const left = joinParts(parts.slice(0, middle), operator)
  const right = joinParts(parts.slice(middle), operator)
  return {
    sql: `(${left.sql} ${operator} ${right.sql})`,
    parameters: [...left.parameters, ...right.parameters],
  }
}
