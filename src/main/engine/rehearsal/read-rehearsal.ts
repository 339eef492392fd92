import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { Rendered } from '../../../shared/contract/content.ts'
import type { Rehearsal, RehearsedMessages, RehearsedPerson } from '../../../shared/contract/rehearsals.ts'
import type { WorkflowLog, WorkflowRun } from '../../../shared/contract/workflows.ts'
import { addAmounts } from '../../../shared/money.ts'
import { exclusionCauses } from '../../../shared/exclusion-cause.ts'
import { readSamples } from '../deliveries/read-samples.ts'
import { readRun } from '../workflows/read-run.ts'
import { findNewestVersion } from '../workflows/versions.ts'
import { samplePeople } from './sample-people.ts'

/** What was in the workspace before the rehearsal: ids up to here are of earlier runs, and of earlier lines of the log. */
export interface Before {
  readonly runId: number
  readonly logId: number
}

/** What a rehearsal has left in its copy, added up over all runs. */
export type Findings = Pick<
  Rehearsal,
  'runs' | 'transitions' | 'activities' | 'messages' | 'timeline' | 'left'
>

/** Lines of the timeline that are read. */
const mostLines = 500

/** Notes where the runs and the log of a workspace end. */
export function readBefore(sql: Database): Before {
  const max = (table: string): number =>
    Number(sql.prepare(`SELECT max(id) FROM ${table}`).pluck().get() ?? 0)
  return { runId: max('workflow_runs'), logId: max('workflow_logs') }
}

/** Reads what has happened to a workflow since. */
export function readFindings(sql: Database, workflowId: number, before: Before): Findings {
  const ids = sql
    .prepare(
      'SELECT id FROM workflow_runs WHERE workflow_id = ? AND id > ? AND parent_id IS NULL ORDER BY id',
    )
    .pluck()
    .all(workflowId, before.runId) as number[]
  const runs = ids.map(id => readRun(sql, id))
  return {
    runs: runs.length,
    transitions: addCounts(runs, readWays(sql, workflowId, before)),
    activities: addStates(runs),
    messages: readMessages(sql, workflowId, before),
    ...readTimeline(sql, workflowId, before),
  }
}

/** Where each transition of what was rehearsed leaves, with some of the people who took it. */
function readWays(sql: Database, workflowId: number, before: Before) {
  const sample = samplePeople(sql, { workflowId, runId: before.runId })
  const transitions = findNewestVersion(sql, workflowId)?.document.transitions ?? []
  const ways = new Map(transitions.map(({ id, from, outlet }) => [id, { from, outlet }]))
  return (transitionId: string) => {
    const way = ways.get(transitionId)
    return way ? sample(way.from, way.outlet) : []
  }
}

function addCounts(
  runs: readonly WorkflowRun[],
  peopleOn: (transitionId: string) => RehearsedPerson[],
): Rehearsal['transitions'] {
  const counts = new Map<string, number>()
  for (const { transitionId, count } of runs.flatMap(({ transitions }) => transitions)) {
    counts.set(transitionId, (counts.get(transitionId) ?? 0) + count)
  }
  return [...counts].map(([transitionId, count]) => {
    return { transitionId, count, people: peopleOn(transitionId) }
  })
}

const weights = { failed: 4, running: 3, finished: 2, pending: 1, skipped: 0 } as const

/** Of several runs, the one in which most became of an activity stands for all. */
function addStates(runs: readonly WorkflowRun[]): Rehearsal['activities'] {
  const tasks = Map.groupBy(
    runs.flatMap(({ activities }) => activities),
    ({ activityId }) => activityId,
  )
  return [...tasks].map(([activityId, same]) => {
    const heaviest = same.toSorted((left, right) => weights[right.state] - weights[left.state])[0]
    const error = same.find(task => task.error !== null)?.error ?? null
    return { activityId, state: heaviest?.state ?? 'pending', error }
  })
}

interface DeliveryRow {
  readonly id: number
  readonly activityId: string
  readonly preparation: string
}

function readMessages(sql: Database, workflowId: number, before: Before): RehearsedMessages[] {
  const rows = sql
    .prepare(
      `SELECT id, activity_id activityId, preparation FROM deliveries
       WHERE workflow_id = ? AND run_id > ? AND preparation IS NOT NULL ORDER BY id`,
    )
    .all(workflowId, before.runId) as DeliveryRow[]
  return [...Map.groupBy(rows, ({ activityId }) => activityId)].map(([activityId, same]) => {
    const preparations = same.map(({ preparation }) => JSON.parse(preparation) as Preparation)
    const samples = same.flatMap(({ id }) => readSamples(sql, id))
    return { activityId, ...addPreparations(preparations), samples: pickSamples(samples) }
  })
}

function addPreparations(all: readonly Preparation[]): Omit<RehearsedMessages, 'activityId' | 'samples'> {
  const sum = (of: (one: Preparation) => number): number => all.reduce((total, one) => total + of(one), 0)
  const currency = all[0]?.cost.currency
  const isOneCurrency = currency !== undefined && all.every(({ cost }) => cost.currency === currency)
  const excludedBy = (cause: string) => (one: Preparation) =>
    one.excluded.find(found => found.cause === cause)?.count ?? 0
  return {
    deliveries: all.length,
    targeted: sum(({ targeted }) => targeted),
    excluded: exclusionCauses.flatMap(cause => {
      const count = sum(excludedBy(cause))
      return count > 0 ? [{ cause, count }] : []
    }),
    toDeliver: sum(({ toDeliver }) => toDeliver),
    parts: sum(({ parts }) => parts),
    cost: isOneCurrency
      ? addAmounts(
          all.map(({ cost }) => cost),
          currency,
        )
      : null,
    durationMs: all.some(({ durationMs }) => durationMs === null)
      ? null
      : sum(({ durationMs }) => durationMs ?? 0),
  }
}

/** The first, the longest and one of the shortest; fewer where they are the same. */
function pickSamples(samples: readonly Rendered[]): Rendered[] {
  const byLength = samples.toSorted(
    (left, right) => right.parts - left.parts || right.text.length - left.text.length,
  )
  return [...new Set([samples[0], byLength[0], byLength.at(-1)])].filter(sample => sample !== undefined)
}

function readTimeline(
  sql: Database,
  workflowId: number,
  { logId }: Before,
): Pick<Rehearsal, 'timeline' | 'left'> {
  const rows = sql
    .prepare(
      `SELECT id, at, run_id runId, activity_id activityId, level, code, data FROM workflow_logs
       WHERE workflow_id = ? AND id > ? ORDER BY id LIMIT ${mostLines}`,
    )
    .all(workflowId, logId) as (Omit<WorkflowLog, 'data'> & { readonly data: string })[]
  const total = sql
    .prepare('SELECT count(*) FROM workflow_logs WHERE workflow_id = ? AND id > ?')
    .pluck()
    .get(workflowId, logId) as number
  const timeline = rows.map(row => ({ ...row, data: JSON.parse(row.data) as WorkflowLog['data'] }))
  return { timeline, left: total - rows.length }
}
