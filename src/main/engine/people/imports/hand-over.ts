import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import type { BackWork } from './back-work.ts'

const peopleAtOnce = 5000

/** Imports behind one, in their order, that may have met its people and have not been taken back to the end. */
export function laterImports(sql: Database, importId: number): number[] {
  return sql
    .prepare("SELECT id FROM imports WHERE id > ? AND (state = 'finished' OR is_settled = 0) ORDER BY id")
    .pluck()
    .all(importId) as number[]
}

/**
 * People of an import who came with a later one too do not go with the first: they stay as they are, and go when the
 * next import that they came with is taken back.
 */
export async function handOver(
  sql: Database,
  { first, last }: { readonly first: number; readonly last: number },
  { importId, isStopped }: BackWork,
): Promise<void> {
  const inherit = sql.prepare(`
    UPDATE import_changes SET is_heir = 1 WHERE import_id = @heir AND person_id BETWEEN @first AND @last
      AND person_id IN (SELECT id FROM people WHERE id BETWEEN @first AND @last AND import_id = @importId)`)
  const release = sql.prepare(`
    UPDATE people SET import_id = NULL WHERE id BETWEEN @first AND @last AND import_id = @importId
      AND id IN (SELECT person_id FROM import_changes
                 WHERE import_id = @heir AND person_id BETWEEN @first AND @last AND is_heir = 1)`)
  const count = sql.prepare('UPDATE imports SET kept = kept + ? WHERE id = ?')
  const hand = sql.transaction((heir: number, start: number, end: number) => {
    if (inherit.run({ heir, first: start, last: end, importId }).changes === 0) return
    count.run(release.run({ heir, first: start, last: end, importId }).changes, importId)
  })
  for (const heir of laterImports(sql, importId)) {
    for (let start = first; start <= last && !isStopped(); start += peopleAtOnce) {
      hand.immediate(heir, start, Math.min(start + peopleAtOnce - 1, last))
      await breathe()
    }
  }
}
