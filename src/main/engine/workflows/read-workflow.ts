import type { Database } from 'better-sqlite3'
import type { Standing, Workflow, WorkflowSummary } from '../../../shared/contract/workflows.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { WorkflowState } from '../../../shared/lifecycles/workflow.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { isGroupMessage } from '../../../shared/workflow/group-message.ts'
import type { Trouble } from '../database/trouble.ts'
import { findReadOnly } from '../workflow-files/sources.ts'
import { findLastRun, readRun } from './read-run.ts'
import { readAsks } from './read-tasks.ts'

/** What a workflow is called and whether it goes on. */
export interface WorkflowStanding {
  readonly id: number
  readonly name: string
  readonly state: WorkflowState
}

/** @throws UserError `workflow/not-found` */
export function readWorkflowState(sql: Database, id: number): WorkflowStanding {
  const row = sql.prepare('SELECT id, name, state FROM workflows WHERE id = ?').get(id)
  if (!row) throw new UserError('workflow/not-found')
  return row as WorkflowStanding
}

/** A workflow as it is drawn. */
export interface Draft extends WorkflowStanding {
  readonly document: WorkflowDocument
  readonly revision: number
  readonly updatedAt: number
}

/** @throws UserError `workflow/not-found` */
export function readDraft(sql: Database, id: number): Draft {
  const row = sql
    .prepare('SELECT id, name, state, document, revision, updated_at updatedAt FROM workflows WHERE id = ?')
    .get(id) as (Omit<Draft, 'document'> & { readonly document: string }) | undefined
  if (!row) throw new UserError('workflow/not-found')
  return { ...row, document: JSON.parse(row.document) as WorkflowDocument }
}

/** @throws UserError `workflow/not-found` */
export function readWorkflow(sql: Database, id: number): Workflow {
  const readOnly = findReadOnly(sql, id)
  return {
    ...readDraft(sql, id),
    ...readStanding(sql, id),
    campaignId: sql.prepare('SELECT campaign_id FROM workflows WHERE id = ?').pluck().get(id) as
      | number
      | null,
    ...(readOnly === null ? {} : { readOnly }),
  }
}

/** @throws UserError `workflow/not-found` */
export function readStanding(sql: Database, id: number): Standing {
  const { state } = readWorkflowState(sql, id)
  const lastRunId = findLastRun(sql, id)
  return {
    state,
    version: readNewest(sql, id),
    canResume: canResume(sql, id),
    firings: sql
      .prepare(
        `SELECT activity_id activityId, due_at dueAt FROM timers
         WHERE workflow_id = ? AND due_at IS NOT NULL ORDER BY due_at`,
      )
      .all(id) as Standing['firings'],
    asks: readAsks(sql, id),
    lastRun: lastRunId === undefined ? null : readRun(sql, lastRunId),
  }
}

interface NewestRow {
  readonly id: number
  readonly number: number
  readonly published: string
  readonly drawn: string
}

function readNewest(sql: Database, id: number): Standing['version'] {
  const row = sql
    .prepare(
      `SELECT versions.id, number, versions.document published, workflows.document drawn
       FROM workflow_versions versions JOIN workflows ON workflows.id = workflow_id
       WHERE workflow_id = ? ORDER BY number DESC LIMIT 1`,
    )
    .get(id) as NewestRow | undefined
  if (!row) return null
  const { published, drawn, ...version } = row
  return { ...version, isCurrent: published === drawn || saidBy(published) === saidBy(drawn) }
}

/** What a document says to a run: where things lie on the canvas makes no difference. */
function saidBy(text: string): string {
  const { activities, transitions, settings = {} } = JSON.parse(text) as WorkflowDocument
  const unplaced = activities.map(activity => ({ ...activity, position: null }))
  return JSON.stringify([unplaced, transitions, settings])
}

/** Whether a workflow that stands still can go on where it is. After an abort there is nothing left to go on with. */
export function canResume(sql: Database, id: number): boolean {
  const found = sql
    .prepare(
      `SELECT 1 FROM workflows WHERE id = @id AND (state = 'paused' OR state = 'failed' AND EXISTS (
         SELECT 1 FROM workflow_runs WHERE workflow_id = @id AND state IN ('queued', 'running', 'failed')))`,
    )
    .get({ id })
  return found !== undefined
}

interface SummaryRow extends Omit<
  WorkflowSummary,
  'lastRun' | 'lastError' | 'isReadOnly' | 'isGroupMessage'
> {
  readonly lastError: string | null
  readonly isReadOnly: 0 | 1
  /** Null where it has more than the wizard can show. */
  readonly small: string | null
  readonly runId: number | null
  readonly runState: WorkflowRunState
  readonly runStartedAt: number
}

/** All workflows, the last changed first. */
export function listWorkflows(sql: Database): WorkflowSummary[] {
  const rows = sql
    .prepare(
      `SELECT workflows.id, name, workflows.state, json_array_length(workflows.document, '$.activities') activities,
         CASE json_array_length(workflows.document, '$.activities') WHEN 2 THEN workflows.document END small,
         updated_at updatedAt,
         (SELECT min(due_at) FROM timers WHERE workflow_id = workflows.id AND workflows.state = 'started') nextAt,
         campaign_id campaignId,
         EXISTS (SELECT 1 FROM workflow_sources WHERE workflow_id = workflows.id) isReadOnly,
         (SELECT error FROM activity_runs
          WHERE run_id IN (SELECT runs.id UNION ALL SELECT id FROM workflow_runs WHERE parent_id = runs.id)
            AND error IS NOT NULL
          ORDER BY finished_at DESC LIMIT 1) lastError,
         runs.id runId, runs.state runState, coalesce(runs.started_at, runs.due_at) runStartedAt
       FROM workflows LEFT JOIN workflow_runs runs ON runs.id = (
         SELECT max(id) FROM workflow_runs WHERE workflow_id = workflows.id AND parent_id IS NULL)
       ORDER BY updated_at DESC, workflows.id DESC`,
    )
    .all() as SummaryRow[]
  return rows.map(({ runId, runState, runStartedAt, lastError, isReadOnly, small, ...workflow }) => ({
    ...workflow,
    isReadOnly: isReadOnly === 1,
    isGroupMessage:
      isReadOnly === 0 && small !== null && isGroupMessage(JSON.parse(small) as WorkflowDocument),
    lastError: lastError === null ? null : (JSON.parse(lastError) as Trouble),
    lastRun: runId === null ? null : { id: runId, state: runState, startedAt: runStartedAt },
  }))
}
