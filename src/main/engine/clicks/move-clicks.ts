import type { Database } from 'better-sqlite3'

/** Hands what one person clicked to another, as part of a merge. Runs in the caller's transaction. */
export function moveClicks(sql: Database, intoId: number, fromId: number): void {
  sql.prepare('UPDATE OR IGNORE clicks SET person_id = ? WHERE person_id = ?').run(intoId, fromId)
  sql.prepare('DELETE FROM clicks WHERE person_id = ?').run(fromId)
}
