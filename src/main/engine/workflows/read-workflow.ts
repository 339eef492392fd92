import type { Database } from 'better-sqlite3'
import type { Workflow, WorkflowSummary } from '../../../shared/contract/workflows.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { listRuns } from './read-run.ts'

interface WorkflowRow {
  readonly id: number
  readonly name: string
  readonly document: string
  readonly revision: number
  readonly updatedAt: number
}

interface SummaryRow {
  readonly id: number
  readonly name: string
  readonly activities: number
  readonly updatedAt: number
  readonly runId: number | null
  readonly runState: WorkflowRunState
  readonly runStartedAt: number
}

/** @throws UserError `workflow/not-found` */
export function readWorkflow(sql: Database, id: number): Workflow {
  const row = sql
    .prepare('SELECT id, name, document, revision, updated_at updatedAt FROM workflows WHERE id = ?')
    .get(id) as WorkflowRow | undefined
  if (!row) throw new UserError('workflow/not-found')
  const document = JSON.parse(row.document) as WorkflowDocument
  return { ...row, document, lastRun: listRuns(sql, id, 1)[0] ?? null }
}

/** All workflows, the last changed first. */
export function listWorkflows(sql: Database): WorkflowSummary[] {
  const rows = sql
    .prepare(
      `SELECT workflows.id, name, json_array_length(workflows.document, '$.activities') activities,
         updated_at updatedAt, runs.id runId, runs.state runState, runs.started_at runStartedAt
       FROM workflows LEFT JOIN workflow_runs runs
         ON runs.id = (SELECT max(id) FROM workflow_runs WHERE workflow_id = workflows.id)
       ORDER BY updated_at DESC, workflows.id DESC`,
    )
    .all() as SummaryRow[]
  return rows.map(({ runId, runState, runStartedAt, ...workflow }) => ({
    ...workflow,
    lastRun: runId === null ? null : { id: runId, state: runState, startedAt: runStartedAt },
  }))
}
