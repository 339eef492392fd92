import type { Database } from 'better-sqlite3'
import type { WorkflowVersion } from '../../../shared/contract/workflows.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'

/** A published document. */
export interface Version {
  readonly id: number
  readonly workflowId: number
  readonly number: number
  readonly document: WorkflowDocument
  readonly publishedAt: number
}

interface VersionRow extends Omit<Version, 'document'> {
  readonly document: string
}

const select = `SELECT id, workflow_id workflowId, number, document, published_at publishedAt
  FROM workflow_versions`

/** @throws UserError `workflow/version-not-found` */
export function readVersion(sql: Database, id: number): Version {
  const row = sql.prepare(`${select} WHERE id = ?`).get(id) as VersionRow | undefined
  if (!row) throw new UserError('workflow/version-not-found')
  return toVersion(row)
}

/**
 * What a run executes.
 * @throws UserError `workflow/version-not-found`
 */
export function readVersionOf(sql: Database, runId: number): Version {
  const id = sql.prepare('SELECT version_id FROM workflow_runs WHERE id = ?').pluck().get(runId)
  return readVersion(sql, Number(id))
}

/** What new runs of a workflow execute; undefined before its first start. */
export function findNewestVersion(sql: Database, workflowId: number): Version | undefined {
  const row = sql.prepare(`${select} WHERE workflow_id = ? ORDER BY number DESC LIMIT 1`).get(workflowId) as
    | VersionRow
    | undefined
  return row && toVersion(row)
}

/** All versions of a workflow, the newest first. */
export function listVersions(sql: Database, workflowId: number): WorkflowVersion[] {
  return sql
    .prepare(
      `SELECT id, number, published_at publishedAt, json_array_length(document, '$.activities') activities,
         (SELECT count(*) FROM workflow_runs WHERE version_id = workflow_versions.id AND parent_id IS NULL) runs
       FROM workflow_versions WHERE workflow_id = ? ORDER BY number DESC`,
    )
    .all(workflowId) as WorkflowVersion[]
}

/** Makes the draft of a workflow its newest version, unless it is that already. */
export function publishDraft(context: EngineContext, workflowId: number): Version {
  const { sql } = context.workspace
  const draft = sql.prepare('SELECT document FROM workflows WHERE id = ?').pluck().get(workflowId) as string
  const newest = sql
    .prepare(`${select} WHERE workflow_id = ? ORDER BY number DESC LIMIT 1`)
    .get(workflowId) as VersionRow | undefined
  if (newest?.document === draft) return toVersion(newest)
  const { lastInsertRowid } = sql
    .prepare(
      'INSERT INTO workflow_versions (workflow_id, number, document, published_at) VALUES (?, ?, ?, ?)',
    )
    .run(workflowId, (newest?.number ?? 0) + 1, draft, context.clock.now())
  return readVersion(sql, Number(lastInsertRowid))
}

function toVersion(row: VersionRow): Version {
  return { ...row, document: JSON.parse(row.document) as WorkflowDocument }
}
