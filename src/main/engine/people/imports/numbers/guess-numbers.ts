import { cutEntries, isNumber } from './cut-entries.ts'

const mostLines = 500
/** Of ten lines so many must name somebody with a number. */
const namedShare = 0.8

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
  if (lines.filter(isNamed).length >= lines.length * namedShare) return { hasNames: true }
  const counts = lines.map(countNumbers)
  if (counts.includes(undefined)) return undefined
  const isUneven = new Set(counts).size > 1 || lines.length === 1
  const hasSeveral = counts.some(count => (count ?? 0) > 1)
  const endsWithSeparator = lines.slice(0, -1).every(line => /[,;]\s*$/.test(line)) && lines.length > 1
  return (isUneven && hasSeveral) || (endsWithSeparator && !hasSeveral) ? { hasNames: false } : undefined
}

/** In a line that is cut like a table, a name is a column of its own. */
function isNamed(line: string): boolean {
  const entries = cutEntries(line)
  const isTable = !line.includes('<') && /[,;|\t]/.test(line)
  return (
    !isTable && entries.length > 0 && entries.every(({ name, number }) => name !== '' && isNumber(number))
  )
}

/** How many numbers are in a line with nothing else in it. */
function countNumbers(line: string): number | undefined {
  const entries = cutEntries(line)
  return entries.every(({ name, number }) => name === '' && isNumber(number)) ? entries.length : undefined
}
