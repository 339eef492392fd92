import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { laterImports } from './hand-over.ts'
import { readImport } from './import-row.ts'
import { readMarks } from './prepare-marks.ts'

/** What taking an import back would delete. */
export interface UndoForesight {
  /** People whom it made and who came with nothing else since. */
  readonly removed: number
  /** Of them, those who were changed, tagged, subscribed to a list or sent a message since. */
  readonly touched: number
}

const peopleAtOnce = 2000

/**
 * Counts whom taking a finished import back would delete, and how many of them something has happened to since.
 * @throws UserError `import/not-found`
 */
export async function foreseeUndo(sql: Database, importId: number): Promise<UndoForesight> {
  const { finishedAt } = readImport(sql, importId)
  const range = sql.prepare('SELECT first_person AS first, last_person AS last FROM imports WHERE id = ?')
  const { first, last } = range.get(importId) as { readonly first: number; readonly last: number }
  const count = prepareCounting(sql, importId, finishedAt ?? 0)
  const sum = { removed: 0, touched: 0 }
  const add = (found: UndoForesight): void => {
    sum.removed += found.removed
    sum.touched += found.touched
  }
  for (let start = first; start <= last; start += peopleAtOnce) {
    add(count.own(start, Math.min(start + peopleAtOnce - 1, last)))
    await breathe()
  }
  let after = 0
  for (;;) {
    const heirs = count.heirsAfter(after)
    const end = heirs.at(-1)
    if (end === undefined) return sum
    add(count.heirs(heirs))
    after = end
    await breathe()
  }
}

function prepareCounting(sql: Database, importId: number, since: number) {
  const tags = JSON.stringify(readMarks(sql, importId)?.tagIds ?? [])
  const later = JSON.stringify(laterImports(sql, importId))
  const touched = `count(*) FILTER (WHERE updated_at > @since
    OR EXISTS (SELECT 1 FROM person_tags WHERE person_id = people.id
               AND tag_id NOT IN (SELECT value FROM json_each(@tags)))
    OR EXISTS (SELECT 1 FROM subscriptions WHERE person_id = people.id)
    OR EXISTS (SELECT 1 FROM messages WHERE person_id = people.id))`
  const alone = `NOT EXISTS (SELECT 1 FROM import_changes
    WHERE import_id IN (SELECT value FROM json_each(@later)) AND person_id = people.id)`
  const select = (where: string) =>
    sql.prepare(`SELECT count(*) AS removed, ${touched} AS touched FROM people WHERE ${where} AND ${alone}`)
  const own = select('id BETWEEN @first AND @last AND import_id = @importId')
  const heirs = select('id IN (SELECT value FROM json_each(@ids))')
  const heirsAfter = sql
    .prepare(`
      SELECT person_id FROM import_changes WHERE import_id = ? AND person_id > ? AND is_heir = 1
      ORDER BY person_id LIMIT ${peopleAtOnce}`)
    .pluck()
  const given = { since, tags, later }
  return {
    own: (first: number, last: number) => own.get({ ...given, first, last, importId }) as UndoForesight,
    heirsAfter: (id: number) => heirsAfter.all(importId, id) as number[],
    heirs: (ids: readonly number[]) => heirs.get({ ...given, ids: JSON.stringify(ids) }) as UndoForesight,
  }
}
