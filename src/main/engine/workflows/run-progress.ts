import type { Database } from 'better-sqlite3'
import type { ActivityRunState, WorkflowRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { WorkflowState } from '../../../shared/lifecycles/workflow.ts'
import type { StepMemory, Variables } from '../activities/activity-runner.ts'
import { readBranches, readEarlier, type Branch, type Earlier } from './read-branches.ts'

/** One activity of a run, as it is on disk. */
export interface Task {
  readonly state: ActivityRunState
  readonly startedAt: number | null
  readonly wakeAt: number | null
  readonly memory: StepMemory
  readonly isIgnored: boolean
  readonly isHurried: boolean
  readonly hold: 'held' | 'released' | null
  /** How often something happened outside that it may have waited for. */
  readonly pokes: number
}

/** How far a run is, read from the ledger of runs. */
export interface RunProgress {
  readonly runId: number
  readonly workflowId: number
  readonly versionId: number
  readonly entryId: string | null
  readonly dueAt: number
  readonly state: WorkflowRunState
  readonly workflowState: WorkflowState
  readonly variables: Variables
  /** By activity; what the run does not execute has none. */
  readonly tasks: ReadonlyMap<string, Task>
  /** Populations by activity and outlet, keyed as `activity outlet`. */
  readonly outputs: ReadonlyMap<string, number>
  /** By activity: what the runs of people did whom this one let go on by themselves; only where it was asked for. */
  readonly branches: ReadonlyMap<string, Branch>
  /** By activity: what runs did that began earlier behind another activity; only where it was asked for. */
  readonly earlier: ReadonlyMap<string, Earlier>
  /** The run that let these people go on by themselves. */
  readonly parent: RunProgress | undefined
}

interface RunRow {
  readonly workflowId: number
  readonly versionId: number
  readonly parentId: number | null
  readonly entryId: string | null
  readonly dueAt: number
  readonly state: WorkflowRunState
  readonly workflowState: WorkflowState
  readonly variables: string
}

interface TaskRow extends Omit<Task, 'memory' | 'isIgnored' | 'isHurried'> {
  readonly id: string
  readonly memory: string
  readonly isIgnored: number
  readonly isHurried: number
}

/**
 * Reads a run, with those that it comes from; undefined where there is none.
 * @param meeting activities of which it is asked what the runs of people did whom one of these let go on by themselves
 */
export function readProgress(
  sql: Database,
  runId: number,
  meeting: readonly string[] = [],
): RunProgress | undefined {
  const row = sql
    .prepare(
      `SELECT workflow_id workflowId, version_id versionId, parent_id parentId, entry_id entryId, due_at dueAt,
         runs.state, workflows.state workflowState, variables
       FROM workflow_runs runs JOIN workflows ON workflows.id = workflow_id WHERE runs.id = ?`,
    )
    .get(runId) as RunRow | undefined
  if (!row) return undefined
  const { parentId, variables, ...run } = row
  return {
    ...run,
    runId,
    variables: JSON.parse(variables) as Variables,
    tasks: readTasks(sql, runId),
    outputs: new Map(
      sql
        .prepare("SELECT activity_id || ' ' || outlet, population_id FROM activity_outputs WHERE run_id = ?")
        .raw()
        .all(runId) as [string, number][],
    ),
    branches: meeting.length === 0 ? new Map() : readBranches(sql, runId, meeting),
    earlier: meeting.length === 0 ? new Map() : readEarlier(sql, runId, meeting),
    parent: parentId === null ? undefined : readProgress(sql, parentId, meeting),
  }
}

function readTasks(sql: Database, runId: number): ReadonlyMap<string, Task> {
  const rows = sql
    .prepare(
      `SELECT activity_id id, state, started_at startedAt, wake_at wakeAt, memory, is_ignored isIgnored,
         is_hurried isHurried, hold, pokes
       FROM activity_runs WHERE run_id = ?`,
    )
    .all(runId) as TaskRow[]
  return new Map(
    rows.map(({ id, memory, isIgnored, isHurried, ...task }) => [
      id,
      {
        ...task,
        memory: JSON.parse(memory) as StepMemory,
        isIgnored: isIgnored === 1,
        isHurried: isHurried === 1,
      },
    ]),
  )
}
