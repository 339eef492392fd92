import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import { foldName } from './fold-name.ts'
import { readDigits } from './search/read-digits.ts'

/**
 * The condition of a search among people who were joined to something else: a piece of the phone number, or every word
 * somewhere in the names.
 */
export function searchCondition(search: string): SqlPart {
  const digits = readDigits(search)
  if (digits) return { sql: 'instr(people.phone, ?) > 0', parameters: [digits] }
  const words = foldName(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return { sql: '1', parameters: [] }
  return joinParts(
    words.map(word => ({ sql: 'instr(people.name_key, ?) > 0', parameters: [word] })),
    'AND',
  )
}
