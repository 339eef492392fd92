import type { Database } from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'
import type { ReadOnlyReason } from '../../../shared/workflow/file/read-workflow-file.ts'

/** The text of a workflow that was read only in part. */
export interface WorkflowSource {
  readonly reason: ReadOnlyReason
  readonly text: string
}

/** Undefined for a workflow that can be changed. */
export function findSource(sql: Database, workflowId: number): WorkflowSource | undefined {
  return sql.prepare('SELECT reason, text FROM workflow_sources WHERE workflow_id = ?').get(workflowId) as
    | WorkflowSource
    | undefined
}

/** Why a workflow can only be looked at; null for one that can be changed. */
export function findReadOnly(sql: Database, workflowId: number): ReadOnlyReason | null {
  const reason = sql
    .prepare('SELECT reason FROM workflow_sources WHERE workflow_id = ?')
    .pluck()
    .get(workflowId)
  return (reason as ReadOnlyReason | undefined) ?? null
}

/** @throws UserError `workflow/read-only` */
export function refuseReadOnly(sql: Database, workflowId: number): void {
  if (findReadOnly(sql, workflowId) === null) return
  const name = sql.prepare('SELECT name FROM workflows WHERE id = ?').pluck().get(workflowId) as string
  throw new UserError('workflow/read-only', { name })
}
