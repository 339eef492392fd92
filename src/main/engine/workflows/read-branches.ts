import type { Database } from 'better-sqlite3'
import { runTree } from './run-tree.ts'

/** What the runs of people whom a run let go on by themselves did with one activity. */
export interface Branch {
  /** One of them has not decided yet. */
  readonly isOpen: boolean
  /** One of them has failed there for good. */
  readonly isCut: boolean
  /** What left there, by outlet. */
  readonly outputs: ReadonlyMap<string, readonly number[]>
  /** The people with whom those runs began that have executed it. */
  readonly people: readonly number[]
}

/** What runs before one did with an activity, of people whom another activity of the same run let go. */
export type Earlier = Pick<Branch, 'isOpen' | 'people'>

interface BranchRow {
  readonly id: string
  readonly isOpen: number
  readonly isCut: number
  readonly outputs: string
  readonly people: string
}

/** Reads the branches of a run, by activity; those that no other run executes have none. */
export function readBranches(
  sql: Database,
  runId: number,
  activityIds: readonly string[],
): ReadonlyMap<string, Branch> {
  const hasAny = sql.prepare('SELECT 1 FROM workflow_runs WHERE parent_id = ? LIMIT 1').get(runId)
  if (!hasAny) return new Map()
  const rows = sql
    .prepare(
      `${runTree}, tasks AS (
         SELECT runs.id run_id, entry_id, activity_id, tasks.state, is_ignored,
           runs.state IN ('queued', 'running', 'failed') isAlive
         FROM tree JOIN workflow_runs runs USING (id) JOIN activity_runs tasks ON run_id = runs.id
         WHERE runs.id <> @root AND activity_id IN (SELECT value FROM json_each(@activityIds)))
       SELECT activity_id id,
         max(isAlive AND (state IN ('pending', 'running') OR state = 'failed' AND NOT is_ignored)) isOpen,
         max(state = 'failed' AND (is_ignored OR NOT isAlive)) isCut,
         json_group_array((SELECT json_group_array(json_array(outlet, population_id)) FROM activity_outputs
           WHERE run_id = tasks.run_id AND activity_id = tasks.activity_id)) outputs,
         json_group_array((SELECT json_group_array(population_id) FROM activity_outputs
           WHERE state = 'finished' AND run_id = tasks.run_id AND activity_id = tasks.entry_id)) people
       FROM tasks GROUP BY activity_id`,
    )
    .all({ root: runId, activityIds: JSON.stringify(activityIds) }) as BranchRow[]
  return new Map(rows.map(row => [row.id, toBranch(row)]))
}

/** Reads what was let go of earlier, by another activity: whoever was there in such a run is not let through once more. */
export function readEarlier(
  sql: Database,
  runId: number,
  activityIds: readonly string[],
): ReadonlyMap<string, Earlier> {
  const rows = sql
    .prepare(
      `SELECT activity_id id,
         max(runs.state IN ('queued', 'running', 'failed') AND (
           tasks.state IN ('pending', 'running') OR tasks.state = 'failed' AND NOT is_ignored)) isOpen,
         json_group_array((SELECT json_group_array(population_id) FROM activity_outputs
           WHERE tasks.state = 'finished' AND run_id = runs.id AND activity_id = runs.entry_id)) people
       FROM workflow_runs own
       JOIN workflow_runs runs ON runs.parent_id = own.parent_id AND runs.id < own.id
         AND runs.entry_id <> own.entry_id
       JOIN activity_runs tasks ON run_id = runs.id
       WHERE own.id = @runId AND activity_id IN (SELECT value FROM json_each(@activityIds))
       GROUP BY activity_id`,
    )
    .all({ runId, activityIds: JSON.stringify(activityIds) }) as Omit<BranchRow, 'isCut' | 'outputs'>[]
  return new Map(
    rows.map(({ id, isOpen, people }) => [id, { isOpen: isOpen === 1, people: parseNested<number>(people) }]),
  )
}

function toBranch({ isOpen, isCut, outputs, people }: BranchRow): Branch {
  const left = parseNested<[string, number]>(outputs)
  const byOutlet = Map.groupBy(left, ([outlet]) => outlet)
  return {
    isOpen: isOpen === 1,
    isCut: isCut === 1,
    outputs: new Map([...byOutlet].map(([outlet, same]) => [outlet, same.map(([, id]) => id)])),
    people: parseNested<number>(people),
  }
}

/** A list of lists, each of which is a text of its own. */
function parseNested<T>(text: string): T[] {
  return (JSON.parse(text) as string[]).flatMap(inner => JSON.parse(inner) as T[])
}
