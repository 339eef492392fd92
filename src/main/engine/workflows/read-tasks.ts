import type { Database } from 'better-sqlite3'
import type { ActivityDefinition } from '../../../shared/activities/define-activity.ts'
import { activityDefinitions } from '../../../shared/activities/index.ts'
import type { Standing, WorkflowTask } from '../../../shared/contract/workflows.ts'
import type { ActivityRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { definitionOf, findActivity, incomingOf } from '../../../shared/workflow/graph.ts'
import type { Trouble } from '../database/trouble.ts'
import { runTree } from './run-tree.ts'

interface TaskRow extends Omit<WorkflowTask, 'isHeld' | 'error' | 'waiting' | 'answers'> {
  readonly isHeld: number
  readonly error: string | null
  readonly isAnswered: number
}

/**
 * What each activity of a run did. Where people were let go on by themselves, what lies behind is executed in several
 * runs: the one that matters most stands for all, what has failed before what goes on before what is done.
 */
export function readTasks(sql: Database, root: number, document: WorkflowDocument): WorkflowTask[] {
  const rows = sql
    .prepare(
      `${runTree}
       SELECT activity_runs.run_id runId, activity_runs.activity_id activityId, activity_runs.state,
         started_at startedAt,
         activity_runs.finished_at finishedAt, wake_at wakeAt, error, deliveries.id deliveryId,
         activity_runs.state = 'pending' AND hold IS 'held' isHeld, memory ->> '$.answer' IS NOT NULL isAnswered
       FROM tree JOIN activity_runs ON activity_runs.run_id = tree.id
       LEFT JOIN deliveries ON deliveries.run_id = activity_runs.run_id
         AND deliveries.activity_id = activity_runs.activity_id
       ORDER BY activity_runs.run_id`,
    )
    .all({ root }) as TaskRow[]
  const chosen = [...Map.groupBy(rows, ({ activityId }) => activityId).values()].flatMap(
    same => same.toSorted((left, right) => weigh(right) - weigh(left))[0] ?? [],
  )
  return chosen.map(row => {
    const { isHeld, isAnswered: _, error, ...task } = row
    const answers = answersTo(row, document)
    const waits = task.wakeAt !== null || isHeld === 1 || answers !== null
    return {
      ...task,
      isHeld: isHeld === 1,
      error: error === null ? null : (JSON.parse(error) as Trouble),
      waiting: waits ? countWaiting(sql, document, task) : null,
      answers,
    }
  })
}

/** What a person can answer to an activity that waits for it. */
function answersTo(
  { activityId, state, isAnswered }: TaskRow,
  document: WorkflowDocument,
): WorkflowTask['answers'] {
  const activity = state === 'running' && isAnswered === 0 ? findActivity(document, activityId) : undefined
  const answers = activity && definitionOf(activity.kind)?.answers?.(activity.settings)
  return answers ? answers.map(answer => ({ ...answer })) : null
}

/** So many runs are looked through for what waits for a person; more of them hardly wait at once. */
const mostAsking = 50
const askingKinds = Object.values<ActivityDefinition>(activityDefinitions)
  .filter(({ answers }) => answers)
  .map(({ kind }) => kind)

/** Activities that wait for a person in the runs of a workflow that are under way, as those runs execute them. */
export function readAsks(sql: Database, workflowId: number): Standing['asks'] {
  const runs = sql
    .prepare(
      `SELECT runs.id runId, document FROM workflow_runs runs
       JOIN workflow_versions ON workflow_versions.id = version_id
       WHERE runs.workflow_id = @workflowId AND runs.state IN ('running', 'failed') AND EXISTS (
         SELECT 1 FROM activity_runs tasks WHERE run_id = runs.id AND (
           hold = 'held' AND tasks.state = 'pending' OR tasks.state = 'running' AND activity_id IN (
             SELECT value ->> 'id' FROM json_each(document, '$.activities')
             WHERE value ->> 'kind' IN (SELECT value FROM json_each(@kinds)))))
       ORDER BY runs.id DESC LIMIT ${mostAsking}`,
    )
    .all({ workflowId, kinds: JSON.stringify(askingKinds) }) as {
    readonly runId: number
    readonly document: string
  }[]
  return runs.flatMap(({ runId, document: text }) => {
    const document = JSON.parse(text) as WorkflowDocument
    return readTasks(sql, runId, document).flatMap(task => {
      const isAsking = task.runId === runId && (task.answers !== null || task.isHeld)
      const activity = isAsking ? findActivity(document, task.activityId) : undefined
      return activity ? [{ task, activity }] : []
    })
  })
}

const weights: Readonly<Record<ActivityRunState, number>> = {
  failed: 5,
  running: 4,
  pending: 1,
  finished: 2,
  skipped: 0,
}

/** Of runs that stand the same, the newest. */
function weigh({ state, isHeld, runId }: TaskRow): number {
  return (isHeld === 1 ? 3 : weights[state]) + runId / Number.MAX_SAFE_INTEGER
}

/** People who stand in an activity: those who came in, without those whom it has let go on by themselves. */
export function countWaiting(
  sql: Database,
  document: WorkflowDocument,
  { runId, activityId }: { readonly runId: number; readonly activityId: string },
): number {
  const places = incomingOf(document, activityId).map(({ from, outlet }) => `${from} ${outlet}`)
  return sql
    .prepare(
      `SELECT CAST(
         (SELECT total(count) FROM activity_outputs JOIN populations ON id = population_id
          WHERE run_id = @runId AND activity_id || ' ' || outlet IN (SELECT value FROM json_each(@places)))
         - (SELECT total(count) FROM workflow_runs children
            JOIN activity_outputs ON run_id = children.id AND activity_id = entry_id
            JOIN populations ON populations.id = population_id
            WHERE parent_id = @runId AND entry_id = @activityId) AS INTEGER)`,
    )
    .pluck()
    .get({ runId, activityId, places: JSON.stringify(places) }) as number
}
