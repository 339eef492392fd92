import type { Database } from 'better-sqlite3'
import type { WorkflowRun } from '../../../shared/contract/workflows.ts'
import type { Trouble } from '../database/trouble.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'

interface RunRow {
  readonly id: number
  readonly workflowId: number
  readonly document: string
  readonly state: WorkflowRunState
  readonly startedAt: number
  readonly finishedAt: number | null
}

interface PopulationRow {
  readonly id: number
  readonly activityId: string
  readonly outlet: string
  readonly count: number
}

const select = `SELECT workflow_runs.id, workflow_runs.workflow_id workflowId, document, state, started_at startedAt,
    finished_at finishedAt
  FROM workflow_runs JOIN workflow_versions ON workflow_versions.id = version_id`

/** @throws UserError `workflow/run-not-found` */
export function readRun(sql: Database, runId: number): WorkflowRun {
  const row = sql.prepare(`${select} WHERE workflow_runs.id = ?`).get(runId) as RunRow | undefined
  if (!row) throw new UserError('workflow/run-not-found')
  return toRun(sql, row)
}

/** Runs of a workflow, the newest first. */
export function listRuns(sql: Database, workflowId: number, limit = 100): WorkflowRun[] {
  const rows = sql
    .prepare(`${select} WHERE workflow_runs.workflow_id = ? ORDER BY workflow_runs.id DESC LIMIT ?`)
    .all(workflowId, limit) as RunRow[]
  return rows.map(row => toRun(sql, row))
}

function toRun(sql: Database, { document, ...run }: RunRow): WorkflowRun {
  const { transitions } = JSON.parse(document) as WorkflowDocument
  const activities = sql
    .prepare(
      `SELECT activity_runs.activity_id activityId, activity_runs.state, error, deliveries.id deliveryId
       FROM activity_runs
       LEFT JOIN deliveries ON deliveries.run_id = activity_runs.run_id
         AND deliveries.activity_id = activity_runs.activity_id
       WHERE activity_runs.run_id = ?`,
    )
    .all(run.id) as (Omit<WorkflowRun['activities'][number], 'error'> & { readonly error: string | null })[]
  const populations = sql
    .prepare(
      `SELECT population_id id, activity_id activityId, outlet, count
       FROM activity_outputs JOIN populations ON id = population_id WHERE run_id = ?`,
    )
    .all(run.id) as PopulationRow[]
  const counts = transitions.flatMap(({ id, from, outlet }) => {
    const found = populations.find(given => given.activityId === from && given.outlet === outlet)
    return found ? [{ transitionId: id, count: found.count, populationId: found.id }] : []
  })
  return {
    ...run,
    activities: activities.map(({ error, ...activity }) => {
      return { ...activity, error: error === null ? null : (JSON.parse(error) as Trouble) }
    }),
    transitions: counts,
  }
}
