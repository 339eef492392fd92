import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import type { Waiting } from './waiting-people.ts'

type Place = Pick<Waiting, 'runId' | 'activityId'>
type Ground = Pick<Waiting, 'sql' | 'signal'>

/** People removed between two breaths. */
const chunk = 2000

/**
 * Removes those who have left: of one wait up to a moment, and all of other waits that are over.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function forgetWaiting(own: Waiting, until: number): Promise<void> {
  await remove(own, own, until)
  const { sql } = own
  for (let place = nextPlace(sql, { runId: 0, activityId: '' }); place; place = nextPlace(sql, place)) {
    const isOwn = place.runId === own.runId && place.activityId === own.activityId
    if (!isOwn && isOver(sql, place)) await remove(own, place, Number.MAX_SAFE_INTEGER)
  }
}

async function remove({ sql, signal }: Ground, { runId, activityId }: Place, until: number): Promise<void> {
  const chunkwise = sql.prepare(
    `DELETE FROM waiting_people WHERE (run_id, activity_id, due_at, person_id) IN (
       SELECT run_id, activity_id, due_at, person_id FROM waiting_people
       WHERE run_id = ? AND activity_id = ? AND due_at <= ? LIMIT ${chunk})`,
  )
  while (chunkwise.run(runId, activityId, until).changes > 0) {
    await breathe()
    signal.throwIfAborted()
  }
}

/** The first wait behind another in which somebody is noted. */
function nextPlace(sql: Database, { runId, activityId }: Place): Place | undefined {
  return sql
    .prepare(
      `SELECT run_id AS runId, activity_id AS activityId FROM waiting_people
       WHERE (run_id, activity_id) > (?, ?) ORDER BY run_id, activity_id LIMIT 1`,
    )
    .get(runId, activityId) as Place | undefined
}

function isOver(sql: Database, { runId, activityId }: Place): boolean {
  const state = sql
    .prepare('SELECT state FROM activity_runs WHERE run_id = ? AND activity_id = ?')
    .pluck()
    .get(runId, activityId)
  return state !== 'running' && state !== 'failed'
}
