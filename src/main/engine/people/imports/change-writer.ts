import type { Database } from 'better-sqlite3'
import { joinJournals, journalOf, type Journal } from './change-journal.ts'
import type { StoredState } from './person-states.ts'

/** How many rows of an import changed a person and did not, and whether the person counts as one of the import. */
export interface RowCounts {
  updated: number
  skipped: number
  readonly isMember: boolean
}

/** Writes down whom the rows of an import met and what they changed. */
export interface ChangeWriter {
  /** @param states of a person who was there before and was changed; those of the import itself go with it */
  write(
    personId: number,
    counts: RowCounts,
    states: { readonly before: StoredState; readonly after: StoredState } | undefined,
  ): void
}

/** The changes of one import; a person who is met again has one entry all the same. */
export function createChangeWriter(sql: Database, importId: number): ChangeWriter {
  const find = sql.prepare(
    'SELECT before, after FROM import_changes WHERE import_id = ? AND person_id = ? AND before IS NOT NULL',
  )
  const write = sql.prepare(`
    INSERT INTO import_changes (import_id, person_id, updated, skipped, is_member, before, after)
    VALUES (@importId, @personId, @updated, @skipped, @isMember, @before, @after)
    ON CONFLICT (import_id, person_id) DO UPDATE SET updated = updated + excluded.updated,
      skipped = skipped + excluded.skipped, before = coalesce(excluded.before, before), after = coalesce(excluded.after, after)`)
  return {
    write(personId, { updated, skipped, isMember }, states) {
      const journal = states && joinJournals(read(personId), journalOf(states.before, states.after))
      write.run({
        importId,
        personId,
        updated,
        skipped,
        isMember: isMember ? 1 : 0,
        before: journal ? JSON.stringify(journal.before) : null,
        after: journal ? JSON.stringify(journal.after) : null,
      })
    },
  }

  function read(personId: number): Journal | undefined {
    const found = find.get(importId, personId) as { before: string; after: string } | undefined
    return found && { before: JSON.parse(found.before), after: JSON.parse(found.after) }
  }
}
