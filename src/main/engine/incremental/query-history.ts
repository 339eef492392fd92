import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import { forgetLeftOut } from './left-out.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'

/** One incremental query: an activity of a workflow. */
export interface QueryPlace {
  readonly workflowId: number
  readonly activityId: string
}

/** The execution that something was returned in. */
export interface QueryRun extends QueryPlace {
  readonly runId: number
}

const rowsAtOnce = 5000

/** The history of a query; undefined where it never returned anybody. A copy of a workflow begins without one. */
export function findQuery(sql: Database, { workflowId, activityId }: QueryPlace): number | undefined {
  return sql
    .prepare('SELECT id FROM incremental_queries WHERE workflow_id = ? AND activity_id = ?')
    .pluck()
    .get(workflowId, activityId) as number | undefined
}

/** The history of a query, begun where there is none. */
export function ensureQuery(sql: Database, place: QueryPlace): number {
  const { workflowId, activityId } = place
  sql
    .prepare(
      'INSERT INTO incremental_queries (workflow_id, activity_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
    )
    .run(workflowId, activityId)
  return findQuery(sql, place) ?? 0
}

/** When a query was last executed to its end, epoch ms. */
export function lastExecution(sql: Database, queryId: number): number | null {
  return sql
    .prepare('SELECT max(begun_at) FROM incremental_batches WHERE query_id = ? AND is_settled = 1')
    .pluck()
    .get(queryId) as number | null
}

/** How many people a query has returned and not forgotten. */
export function countReturned(sql: Database, queryId: number): number {
  return sql
    .prepare('SELECT coalesce(sum(people), 0) FROM incremental_batches WHERE query_id = ? AND is_settled = 1')
    .pluck()
    .get(queryId) as number
}

/** Whether another run is returning people of this query at the moment. */
export function isBusyElsewhere(sql: Database, queryId: number, runId: number): boolean {
  const found = sql
    .prepare(
      `SELECT 1 FROM incremental_batches batches
       JOIN activity_runs tasks ON tasks.run_id = batches.run_id AND tasks.activity_id = batches.activity_id
       JOIN workflow_runs runs ON runs.id = batches.run_id
       WHERE query_id = ? AND is_settled = 0 AND batches.run_id <> ?
         AND tasks.state = 'running' AND runs.state = 'running'`,
    )
    .get(queryId, runId)
  return found !== undefined
}

/** Forgets what a query returned in executions that came to nothing, and before an instant. */
export async function forgetStale(sql: Database, queryId: number, before: number): Promise<void> {
  await forgetLeftOut(sql, queryId)
  const stale = sql
    .prepare(
      'SELECT id FROM incremental_batches WHERE query_id = ? AND (is_settled = 0 OR (begun_at < ? AND people > 0))',
    )
    .pluck()
    .all(queryId, before) as number[]
  if (stale.length === 0) return
  await removePeople(sql, queryId, stale)
  // What has come to its end still tells when that was.
  const drop = sql.prepare('DELETE FROM incremental_batches WHERE id = ? AND is_settled = 0')
  const empty = sql.prepare('UPDATE incremental_batches SET people = 0 WHERE id = ?')
  for (const id of stale) if (drop.run(id).changes === 0) empty.run(id)
  sql
    .prepare(
      `DELETE FROM incremental_batches WHERE query_id = @queryId AND people = 0 AND id <
         (SELECT max(id) FROM incremental_batches WHERE query_id = @queryId AND is_settled = 1)`,
    )
    .run({ queryId })
}

/** Forgets all that a query returned, and when. */
export async function forgetAll(sql: Database, queryId: number): Promise<void> {
  await forgetStale(sql, queryId, Number.MAX_SAFE_INTEGER)
  sql.prepare('DELETE FROM incremental_batches WHERE query_id = ?').run(queryId)
  await forgetLeftOut(sql, queryId)
}

/**
 * Notes whom an execution returns. It counts from the moment at which the activity is finished, in the same
 * transaction: the schema sees to that.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function noteReturned(
  sql: Database,
  { queryId, runId, activityId, populationId, begunAt }: ReturnedPeople,
  signal: AbortSignal,
): Promise<void> {
  const { lastInsertRowid: batchId } = sql
    .prepare('INSERT INTO incremental_batches (query_id, run_id, activity_id, begun_at) VALUES (?, ?, ?, ?)')
    .run(queryId, runId, activityId, begunAt)
  const insert = sql.prepare(
    `INSERT OR IGNORE INTO incremental_people (query_id, person_id, batch_id)
     SELECT ?, person_id, ? FROM population_members WHERE population_id = ? AND person_id BETWEEN ? AND ?`,
  )
  let people = 0
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [populationId]), signal)) {
    people += insert.run(queryId, batchId, populationId, first, last).changes
  }
  sql.prepare('UPDATE incremental_batches SET people = ? WHERE id = ?').run(people, batchId)
}

/** Whom one execution of a query returns. */
export interface ReturnedPeople {
  readonly queryId: number
  readonly runId: number
  readonly activityId: string
  readonly populationId: number
  readonly begunAt: number
}

/** Removes the histories of workflows that are gone, piece by piece. */
export async function sweepQueries(sql: Database): Promise<void> {
  const loose = sql.prepare('SELECT id FROM incremental_queries WHERE workflow_id IS NULL').pluck()
  for (const queryId of loose.all() as number[]) {
    await forgetAll(sql, queryId)
    sql.prepare('DELETE FROM incremental_queries WHERE id = ?').run(queryId)
  }
}

async function removePeople(sql: Database, queryId: number, batchIds: readonly number[]): Promise<void> {
  const next = sql
    .prepare(
      `SELECT max(person_id) FROM (SELECT person_id FROM incremental_people WHERE query_id = ? AND person_id > ?
       ORDER BY person_id LIMIT ${rowsAtOnce})`,
    )
    .pluck()
  const remove = sql.prepare(
    `DELETE FROM incremental_people WHERE query_id = ? AND person_id > ? AND person_id <= ?
     AND batch_id IN (SELECT value FROM json_each(?))`,
  )
  const ids = JSON.stringify(batchIds)
  let after = 0
  for (let last = next.get(queryId, after); typeof last === 'number'; last = next.get(queryId, after)) {
    remove.run(queryId, after, last, ids)
    after = last
    await breathe()
  }
}
