import type { FieldType } from '../person-field.ts'
import { findChoice } from './find-choice.ts'
import { readList, writeList } from './list-value.ts'
import { readTruth } from './read-boolean.ts'
import { readDate, type DateOrder } from './read-date.ts'
import { readDecimal, type DecimalMark } from './read-decimal.ts'
import { splitList, type ListSeparator } from './split-list.ts'

/** How the values of a column are written, as far as their type leaves that open. */
export interface ValueForm {
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: DecimalMark | undefined
  readonly separator?: ListSeparator | undefined
}

/** The most characters of a choice. */
export const longestChoice = 200

/** What values are read as. */
export interface ValueKind extends ValueForm {
  readonly type: FieldType
  /** The choices that there are; a text that is none of them is kept as a new one. */
  readonly choices?: readonly string[] | undefined
}

/** A value as it is kept; undefined for one, not empty, that cannot be read as its type says. */
export function readValue(text: string, kind: ValueKind): string | undefined {
  switch (kind.type) {
    case 'text':
      return text
    case 'number':
      return readDecimal(text, kind.decimal ?? 'point')
    case 'date':
      return readDate(text, kind.dateOrder ?? 'day-month')
    case 'boolean':
      return readTruth(text)
    case 'choice':
      return findChoice(kind.choices ?? [], text) ?? (text.length > longestChoice ? undefined : text)
    case 'list':
      return writeList(readEntries(text, kind.separator ?? ';')) || undefined
  }
}

/** A list is taken as it is kept too, so that what was exported as JSON comes back. */
function readEntries(text: string, separator: ListSeparator): readonly string[] {
  const kept = readList(text)
  return kept.length > 0 || text.trim() === '[]' ? kept : splitList(text, separator)
}
