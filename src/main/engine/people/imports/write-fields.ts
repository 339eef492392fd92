import { cleanCell } from './clean-cell.ts'
import type { ImportTally } from './import-tally.ts'
import type { ResolvedColumns } from './resolve-columns.ts'
import { fitsType, readBoolean } from './value-types.ts'

/** Characters that a JSON text cannot hold as they are. */
// oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/**
 * A function that writes a row's custom fields as JSON. Empty values are left out, so that "empty" is one thing. It
 * writes the text itself: building an object to stringify takes three times as long.
 */
export function createFieldWriter(
  { keys, fields }: ResolvedColumns,
  tally: ImportTally,
): (cells: readonly string[]) => string {
  const writers = fields.map(({ key, type, isNew }) => ({
    key,
    start: `${JSON.stringify(key)}:`,
    indexes: keys.flatMap((candidate, index) => (candidate === key ? [index] : [])),
    isBoolean: type === 'boolean',
    /** Only the type of a new field is still open. */
    guessedType: isNew && type !== 'text' ? type : undefined,
  }))
  return cells => {
    let json = ''
    for (const { key, start, indexes, isBoolean, guessedType } of writers) {
      const text = firstFilled(cells, indexes)
      if (!text) continue
      if (guessedType && !fitsType(text, guessedType)) tally.mixedFields.add(key)
      const value = isBoolean ? (readBoolean(text) ?? text) : text
      json += `${json ? ',' : ''}${start}${needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`}`
    }
    return `{${json}}`
  }
}

function firstFilled(cells: readonly string[], indexes: readonly number[]): string {
  for (const index of indexes) {
    const text = cleanCell(cells[index])
    if (text) return text
  }
  return ''
}
