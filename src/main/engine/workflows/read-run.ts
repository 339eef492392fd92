import type { Database } from 'better-sqlite3'
import type { RunSummary, WorkflowRun } from '../../../shared/contract/workflows.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { Trouble } from '../database/trouble.ts'
import { readTasks } from './read-tasks.ts'
import { runTree } from './run-tree.ts'

interface RunRow {
  readonly id: number
  readonly workflowId: number
  readonly versionId: number
  readonly number: number
  readonly document: string
  readonly entryId: string | null
  readonly state: WorkflowRunState
  readonly dueAt: number
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly variables: string
  readonly children: number
}

const columns = `runs.id, runs.workflow_id workflowId, version_id versionId, number, entry_id entryId, state, due_at dueAt,
  coalesce(started_at, due_at) startedAt, finished_at finishedAt,
  (SELECT count(*) FROM workflow_runs WHERE parent_id = runs.id) children`

/**
 * A run with the runs of the people whom it let go on by themselves: their tasks and counts stand in it.
 * @throws UserError `workflow/run-not-found`
 */
export function readRun(sql: Database, runId: number): WorkflowRun {
  const row = sql
    .prepare(
      `SELECT ${columns}, document, variables FROM workflow_runs runs
       JOIN workflow_versions ON workflow_versions.id = version_id WHERE runs.id = ?`,
    )
    .get(runId) as RunRow | undefined
  if (!row) throw new UserError('workflow/run-not-found')
  const { document: text, variables, versionId, number, ...run } = row
  const document = JSON.parse(text) as WorkflowDocument
  return {
    ...run,
    version: { id: versionId, number },
    variables: JSON.parse(variables) as WorkflowRun['variables'],
    activities: readTasks(sql, runId, document),
    transitions: readCounts(sql, runId, document),
  }
}

/** The last run of a workflow; undefined where there is none. */
export function findLastRun(sql: Database, workflowId: number): number | undefined {
  const id = sql
    .prepare('SELECT max(id) FROM workflow_runs WHERE workflow_id = ? AND parent_id IS NULL')
    .pluck()
    .get(workflowId) as number | null
  return id ?? undefined
}

interface CountRow {
  readonly activityId: string
  readonly outlet: string
  readonly count: number
  readonly populations: number
  readonly populationId: number
  readonly isKept: number
}

function readCounts(
  sql: Database,
  root: number,
  { transitions }: WorkflowDocument,
): WorkflowRun['transitions'] {
  const rows = sql
    .prepare(
      `${runTree}
       SELECT activity_id activityId, outlet, sum(count) count, count(*) populations, max(population_id) populationId,
         min(members = 'kept') isKept
       FROM tree JOIN activity_outputs ON run_id = tree.id JOIN populations ON populations.id = population_id
       GROUP BY activity_id, outlet`,
    )
    .all({ root }) as CountRow[]
  const found = new Map(rows.map(row => [`${row.activityId} ${row.outlet}`, row]))
  return transitions.flatMap(({ id, from, outlet }) => {
    const row = found.get(`${from} ${outlet}`)
    if (!row) return []
    const isWhole = row.populations === 1 && row.isKept === 1
    return [{ transitionId: id, count: row.count, populationId: isWhole ? row.populationId : null }]
  })
}

interface SummaryRow extends Omit<RunSummary, 'version' | 'tasks' | 'error'> {
  readonly versionId: number
  readonly number: number
  readonly tasks: string
  readonly error: string | null
}

/** A window of the runs of a workflow, the newest first, and how many there are. */
export function listRuns(
  sql: Database,
  { id, offset, limit }: { readonly id: number; readonly offset: number; readonly limit: number },
): { readonly total: number; readonly rows: RunSummary[] } {
  const total = sql
    .prepare('SELECT count(*) FROM workflow_runs WHERE workflow_id = ? AND parent_id IS NULL')
    .pluck()
    .get(id) as number
  const rows = sql
    .prepare(
      `SELECT ${columns},
         (SELECT json_group_object(state, tasks) FROM (
            SELECT state, count(*) tasks FROM activity_runs WHERE run_id = runs.id GROUP BY state)) tasks,
         (SELECT error FROM activity_runs WHERE run_id = runs.id AND error IS NOT NULL
          ORDER BY finished_at LIMIT 1) error
       FROM workflow_runs runs JOIN workflow_versions ON workflow_versions.id = version_id
       WHERE runs.workflow_id = ? AND parent_id IS NULL ORDER BY runs.id DESC LIMIT ? OFFSET ?`,
    )
    .all(id, limit, offset) as SummaryRow[]
  return { total, rows: rows.map(toSummary) }
}

function toSummary({ versionId, number, tasks, error, ...row }: SummaryRow): RunSummary {
  const { workflowId: _, ...run } = row as typeof row & { readonly workflowId: number }
  return {
    ...run,
    version: { id: versionId, number },
    tasks: JSON.parse(tasks) as RunSummary['tasks'],
    error: error === null ? null : (JSON.parse(error) as Trouble),
  }
}
