import type { Database } from 'better-sqlite3'
import type { CalendarEntry } from '../../../shared/contract/calendar.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { breathe } from '../people/breathe.ts'
import type { CalendarSpan } from './find-deliveries.ts'

type Wait = Extract<CalendarEntry, { kind: 'wait' }>

interface Task {
  readonly runId: number
  readonly activityId: string
  readonly wakeAt: number
  readonly workflowId: number
  readonly name: string
  readonly versionId: number
}

const day = 86_400_000
/** No more waits are told. */
const mostTasks = 200

/** Waits that end within a span: together, or day by day where everyone has a moment of their own. */
export async function findWaits(sql: Database, span: CalendarSpan): Promise<Wait[]> {
  const tasks = findTasks(sql, span)
  const activities = readActivities(sql, tasks)
  const hasOwn = sql
    .prepare('SELECT 1 FROM waiting_people WHERE run_id = ? AND activity_id = ? LIMIT 1')
    .pluck()
  const waits: Wait[] = []
  for (const task of tasks) {
    const { runId, activityId, wakeAt, workflowId, name, versionId } = task
    const activity = activities.get(versionId)?.activities.find(({ id }) => id === activityId)
    if (activity?.kind !== 'wait') continue
    const workflow = { id: workflowId, name }
    const wait = { kind: 'wait' as const, workflow, activityId, label: activity.label }
    if (hasOwn.get(runId, activityId) !== undefined) {
      for await (const found of countByDay(sql, task, span)) waits.push({ ...wait, ...found })
    } else if (wakeAt >= span.from) waits.push({ ...wait, at: wakeAt, people: null })
  }
  return waits
}

function findTasks(sql: Database, { until }: CalendarSpan): Task[] {
  return sql
    .prepare(
      `SELECT run_id runId, activity_id activityId, wake_at wakeAt, workflows.id workflowId, name,
         version_id versionId
       FROM activity_runs JOIN workflow_runs ON workflow_runs.id = run_id
         JOIN workflows ON workflows.id = workflow_id
       WHERE wake_at IS NOT NULL AND wake_at < ? AND activity_runs.state = 'running'
         AND workflow_runs.state = 'running'
       ORDER BY wake_at LIMIT ${mostTasks}`,
    )
    .all(until) as Task[]
}

/** How many people go on each day, and when the first of them does. */
async function* countByDay(
  sql: Database,
  { runId, activityId }: Task,
  { from, until }: CalendarSpan,
): AsyncGenerator<{ at: number; people: number }> {
  const count = sql.prepare(
    `SELECT min(due_at) at, count(*) people FROM waiting_people
     WHERE run_id = ? AND activity_id = ? AND due_at >= ? AND due_at < ?`,
  )
  for (let start = from; start < until; start += day) {
    const { at, people } = count.get(runId, activityId, start, Math.min(start + day, until)) as {
      at: number | null
      people: number
    }
    if (at !== null) yield { at, people }
    await breathe()
  }
}

function readActivities(sql: Database, tasks: readonly Task[]): Map<number, WorkflowDocument> {
  const read = sql.prepare('SELECT document FROM workflow_versions WHERE id = ?').pluck()
  const versions = new Set(tasks.map(({ versionId }) => versionId))
  return new Map([...versions].map(id => [id, JSON.parse(read.get(id) as string) as WorkflowDocument]))
}
