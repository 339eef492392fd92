import type { Database } from 'better-sqlite3'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { UserError } from '../../../shared/errors.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

type ImportSource = Extract<PeopleSource, { importId: number }>

/**
 * The condition that holds for the people of an import, or for a part of them.
 * @throws UserError `import/not-found`
 */
export function importCondition(sql: Database, { importId, part }: ImportSource): SqlPart {
  const found = sql
    .prepare(
      'SELECT first_person AS first, last_person AS last, updated + skipped AS met FROM imports WHERE id = ?',
    )
    .get(importId) as { first: number; last: number; met: number } | undefined
  if (!found) throw new UserError('import/not-found')
  if (part === 'updated' || part === 'skipped') return isMet(importId, `import_changes.${part} > 0`)
  // The people of an import lie in one stretch of ids. The plus keeps SQLite from seeking that stretch: lists are
  // looked through in smaller stretches, and it would seek the wrong one of the two.
  const imported: SqlPart = {
    sql: '(+people.id BETWEEN ? AND ? AND people.import_id IS ?)',
    parameters: [found.first, found.last, importId],
  }
  return part === 'imported' || found.met === 0 ? imported : joinParts([imported, cameWith(importId)], 'OR')
}

/** Whether somebody was there already when an import came with their number, and was not to be left alone. */
export function cameWith(importId: number): SqlPart {
  return isMet(importId, 'import_changes.is_member = 1')
}

function isMet(importId: number, condition: string): SqlPart {
  return {
    sql: `EXISTS (SELECT 1 FROM import_changes WHERE import_id = ? AND person_id = people.id AND ${condition})`,
    parameters: [importId],
  }
}
