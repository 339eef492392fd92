import { cutEntries, isNumber } from './cut-entries.ts'

const mostLines = 500
/** So many of those in a list must have a name and a number. */
const namedShare = 0.6

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

/** Whether most of those in a list have a name and a number; in a line that is cut like a table nobody has. */
function isNamed(lines: readonly string[]): boolean {
  const entries = lines.flatMap(line => {
    const isTable = !line.includes('<') && /[,;|\t]/.test(line)
    return isTable ? [{ name: '', number: line }] : cutEntries(line)
  })
  const named = entries.filter(({ name, number }) => name !== '' && isNumber(number))
  return named.length > 0 && named.length >= entries.length * namedShare
}

/** How many numbers are in a line with nothing else in it. */
function countNumbers(line: string): number | undefined {
  const entries = cutEntries(line)
  return entries.every(({ name, number }) => name === '' && isNumber(number)) ? entries.length : undefined
}
