import type { Database } from 'better-sqlite3'
import type { WorkflowLog } from '../../../shared/contract/workflows.ts'
import { runTree } from './run-tree.ts'

/** Which lines of a log are wanted. */
export interface LogWindow {
  readonly id: number
  readonly runId?: number | undefined
  readonly activityId?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** Lines of the log of a workflow, the newest first: of one run with its children, of one activity. */
export function readLogs(
  sql: Database,
  { id, runId, activityId, offset, limit }: LogWindow,
): { readonly total: number; readonly rows: WorkflowLog[] } {
  const where = [
    'workflow_id = @id',
    ...(runId === undefined ? [] : ['run_id IN (SELECT id FROM tree)']),
    ...(activityId === undefined ? [] : ['activity_id = @activityId']),
  ].join(' AND ')
  const given = { id, root: runId ?? null, activityId, offset, limit }
  const from = `FROM workflow_logs WHERE ${where}`
  const total = sql.prepare(`${runTree} SELECT count(*) ${from}`).pluck().get(given) as number
  const rows = sql
    .prepare(
      `${runTree} SELECT id, at, run_id runId, activity_id activityId, level, code, data ${from}
       ORDER BY id DESC LIMIT @limit OFFSET @offset`,
    )
    .all(given) as (Omit<WorkflowLog, 'data'> & { readonly data: string })[]
  return {
    total,
    rows: rows.map(row => ({ ...row, data: JSON.parse(row.data) as WorkflowLog['data'] })),
  }
}
