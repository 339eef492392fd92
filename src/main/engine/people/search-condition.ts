import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import { foldName } from './fold-name.ts'

/** The condition of a search: a piece of the phone number, or every word somewhere in the names. */
export function searchCondition(search: string): SqlPart {
  const digits = digitsOf(search)
  if (digits) return { sql: 'instr(people.phone, ?) > 0', parameters: [digits] }
  const words = foldName(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return { sql: '1', parameters: [] }
  return joinParts(
    words.map(word => ({ sql: 'instr(people.name_key, ?) > 0', parameters: [word] })),
    'AND',
  )
}

/** What a stored number contains of a typed one: 07700 900, 0044 7700 900 and +44 7700 900 all find +447700900123. */
function digitsOf(search: string): string | undefined {
  if (!/^\+?[\d\s().\-/]+$/.test(search)) return undefined
  const digits = search.replace(/[^\d+]/g, '')
  return digits.replace(/^0+(?=.)/, '')
}
