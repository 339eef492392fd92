import { targetOfHeader } from './header-words.ts'
import { countReasonColumns } from './reason-columns.ts'

/** A first record is a header where it names a column that is known, or is unlike the others: no number, no gap. */
export function guessHeader(records: readonly (readonly string[])[]): boolean {
  const [first, ...others] = records
  if (!first || first.some(isLikePhone)) return false
  if (countReasonColumns(first) > 0) return true
  if (first.some(cell => targetOfHeader(cell) !== undefined)) return true
  const isAllWords = first.every(cell => cell.trim() !== '' && !/^[\d\s.,+/-]*$/.test(cell))
  const othersHaveNumbers = others.some(record => record.some(cell => /^\s*\+?\d/.test(cell)))
  return isAllWords && othersHaveNumbers && new Set(first).size === first.length
}

/** Whether records are people as far as one can see: they have a header, or numbers. */
export function isLikeList(records: readonly (readonly string[])[]): boolean {
  return guessHeader(records) || records.some(record => record.some(isLikePhone))
}

function isLikePhone(cell: string): boolean {
  return /\d{6}/.test(cell.replace(/[\s().\-/]/g, ''))
}
