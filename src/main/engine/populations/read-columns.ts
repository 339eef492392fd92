import type { Database } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'

/** The columns that the members of a population carry; none where there is no such population. */
export function readColumns(sql: Database, populationId: number): Column[] {
  const columns = sql.prepare('SELECT columns FROM populations WHERE id = ?').pluck().get(populationId)
  return typeof columns === 'string' ? (JSON.parse(columns) as Column[]) : []
}
