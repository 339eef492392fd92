import { readPhone } from '../../../../shared/phone.ts'
import type { ColumnSample } from './column-sample.ts'
import { phoneOfHeader, type PhoneHeader } from './header-words.ts'

/** Of ten values this many must be numbers in a column that is called something else. */
const phoneShare = 0.6
/** And in one that is called like a second number. */
const furtherShare = 0.5

interface Candidate extends PhoneHeader {
  readonly column: number
}

/**
 * The columns that hold phone numbers, the best first: by what they are called, mobile ones before others, and where
 * none is called so the first that holds numbers. The best needs no further proof; a second one must hold numbers or
 * nothing.
 */
export function guessPhones(columns: readonly ColumnSample[], defaultCountry: string): number[] {
  const candidates = columns
    .flatMap(({ header }, column): Candidate[] => {
      const found = phoneOfHeader(header)
      return found ? [{ ...found, column }] : []
    })
    .toSorted(compare)
  const [best, ...others] = candidates
  if (!best) {
    const found = columns.findIndex(
      ({ values }) => (shareOfPhones(values, defaultCountry) ?? 0) >= phoneShare,
    )
    return found < 0 ? [] : [found]
  }
  const further = others.filter(({ column, isWeak }) => {
    const share = shareOfPhones(columns[column]?.values ?? [], defaultCountry)
    return share === undefined ? !isWeak : share >= furtherShare
  })
  return [best, ...further].map(({ column }) => column)
}

function compare(left: Candidate, right: Candidate): number {
  return (
    Number(right.isMobile) - Number(left.isMobile) ||
    Number(left.isWeak) - Number(right.isWeak) ||
    Number(left.isQualified) - Number(right.isQualified) ||
    left.count - right.count ||
    left.rank - right.rank ||
    left.column - right.column
  )
}

/** How many of the values are numbers; undefined where there are none. */
function shareOfPhones(values: readonly string[], defaultCountry: string): number | undefined {
  const filled = values.filter(value => value.trim() !== '').slice(0, 50)
  if (filled.length === 0) return undefined
  return filled.filter(value => readPhone(value, defaultCountry).kind === 'ok').length / filled.length
}
