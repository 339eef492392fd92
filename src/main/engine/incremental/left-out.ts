import type { Database } from 'better-sqlite3'
import type { SqlPart } from '../audiences/sql-part.ts'
import { breathe } from '../people/breathe.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'

/** People whom an execution has returned and the qualification rule has left out. */
export interface LeftOutPeople {
  readonly queryId: number
  readonly runId: number
  readonly activityId: string
  readonly populationId: number
}

/**
 * Notes that people do not count as returned: the next execution returns them again. It holds from the moment at which
 * the activity is finished.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function noteLeftOut(
  sql: Database,
  { queryId, runId, activityId, populationId }: LeftOutPeople,
  signal: AbortSignal,
): Promise<void> {
  const batchId = sql
    .prepare(
      `SELECT max(id) FROM incremental_batches
       WHERE query_id = ? AND run_id = ? AND activity_id = ? AND is_settled = 0`,
    )
    .pluck()
    .get(queryId, runId, activityId) as number
  const members = 'SELECT person_id FROM population_members WHERE population_id = @populationId'
  const stretch = 'person_id BETWEEN @first AND @last'
  const note = sql.prepare(
    `INSERT OR IGNORE INTO incremental_left_out (query_id, person_id, batch_id)
     SELECT @queryId, person_id, @batchId FROM (${members} AND ${stretch})`,
  )
  const forget = sql.prepare(
    `DELETE FROM incremental_people WHERE query_id = @queryId AND ${stretch} AND batch_id = @batchId
       AND person_id IN (${members} AND ${stretch})`,
  )
  let people = 0
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [populationId]), signal)) {
    const given = { queryId, batchId, populationId, first, last }
    note.run(given)
    people += forget.run(given).changes
  }
  sql.prepare('UPDATE incremental_batches SET people = people - ? WHERE id = ?').run(people, batchId)
}

/** The condition on the table `people` of those whom the last execution has returned and left out. */
export function wasLeftOut(queryId: number): SqlPart {
  return {
    sql: `EXISTS (SELECT 1 FROM incremental_left_out WHERE query_id = ? AND person_id = people.id AND batch_id = (
      SELECT max(id) FROM incremental_batches WHERE query_id = ? AND is_settled = 1))`,
    parameters: [queryId, queryId],
  }
}

const rowsAtOnce = 5000

/** Forgets who was left out, but for the last execution that came to its end. */
export async function forgetLeftOut(sql: Database, queryId: number): Promise<void> {
  const last = sql
    .prepare('SELECT max(id) FROM incremental_batches WHERE query_id = ? AND is_settled = 1')
    .pluck()
    .get(queryId) as number | null
  const remove = sql.prepare(
    `DELETE FROM incremental_left_out WHERE (query_id, person_id, batch_id) IN (
       SELECT query_id, person_id, batch_id FROM incremental_left_out
       WHERE query_id = ? AND batch_id IS NOT ? LIMIT ${rowsAtOnce})`,
  )
  while (remove.run(queryId, last).changes > 0) await breathe()
}
