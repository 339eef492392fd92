import type { ColumnSample } from './column-sample.ts'

const mostWords = 4
/** Letters in words of whatever writing; no digits, no signs that belong to addresses. */
const name = /^[\p{L}\p{M}][\p{L}\p{M}'’.,-]*(?:\s+[\p{L}\p{M}(][\p{L}\p{M}'’.,()-]*)*$/u
const yesOrNo = /^(?:true|false|yes|no|oui|non|ja|nee|nej)$/i

/**
 * The column of names beside numbers where the file names no columns: the first other one whose values are all words, not
 * the same few again and again. Undefined where there is none, or where columns are named.
 */
export function guessNames(columns: readonly ColumnSample[], phones: readonly number[]): number | undefined {
  if (phones.length === 0 || columns.some(({ header }) => header !== '')) return undefined
  const found = columns.findIndex(({ values }, column) => !phones.includes(column) && areNames(values))
  return found < 0 ? undefined : found
}

function areNames(values: readonly string[]): boolean {
  const filled = values.map(value => value.trim()).filter(Boolean)
  if (filled.length === 0 || !filled.every(isName)) return false
  return new Set(filled).size * 2 > filled.length
}

function isName(value: string): boolean {
  return name.test(value) && !yesOrNo.test(value) && value.split(/\s+/).length <= mostWords
}
