import type { Database } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'

/** A new population without anybody, which nothing refers to yet. */
export function createPopulation(sql: Database, columns: readonly Column[]): number {
  const { lastInsertRowid } = sql
    .prepare('INSERT INTO populations (columns) VALUES (?)')
    .run(JSON.stringify(columns))
  return Number(lastInsertRowid)
}
