import { cutEntries, isNumber, type Entry } from './cut-entries.ts'

const mostLines = 500
/** So many of those in a list must be what is expected there; others are rejected by their number. */
const listShare = 0.6

/**
 * Whether a text is a list of numbers rather than a table, and if so whether they come with names; undefined for a
 * table. A column of numbers alone is a table too.
 */
export function guessNumbers(text: string): { hasNames: boolean } | undefined {
  const lines = text
    .split(/[\r\n]+/)
    .filter(line => line.trim() !== '')
    .slice(0, mostLines)
  if (lines.length === 0) return undefined
  if (isNamed(lines)) return { hasNames: true }
  const counts = lines.map(countNumbers)
  if (counts.includes(undefined)) return undefined
  const isUneven = new Set(counts).size > 1 || lines.length === 1
  const hasSeveral = counts.some(count => (count ?? 0) > 1)
  const endsWithSeparator = lines.slice(0, -1).every(line => /[,;]\s*$/.test(line)) && lines.length > 1
  return (isUneven && hasSeveral) || (endsWithSeparator && !hasSeveral) ? { hasNames: false } : undefined
}

/** Whether those in a list have names: most of them, or, where numbers stand in angle brackets, at least somebody. */
function isNamed(lines: readonly string[]): boolean {
  const entries = lines.flatMap(cutList)
  const numbers = entries.filter(({ number }) => isNumber(number))
  const named = numbers.filter(({ name }) => name !== '')
  const isBracketed = lines.some(line => line.includes('<'))
  const telling = isBracketed ? numbers : named
  return named.length > 0 && telling.length >= entries.length * listShare
}

/** In a line that is cut like a table, a name is a column of its own. */
function cutList(line: string): readonly Entry[] {
  const entries = cutEntries(line)
  const isTable = !line.includes('<') && /[,;|\t]/.test(line) && !entries.every(isBare)
  return isTable ? [{ name: '', number: line }] : entries
}

function isBare({ name, number }: Entry): boolean {
  return name === '' && isNumber(number)
}

/** How many numbers are in a line with nothing else in it. */
function countNumbers(line: string): number | undefined {
  const entries = cutEntries(line)
  return entries.every(isBare) ? entries.length : undefined
}
