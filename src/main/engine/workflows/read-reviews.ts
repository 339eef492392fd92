import type { Database } from 'better-sqlite3'
import type { WorkflowReviews } from '../../../shared/contract/workflows.ts'

/** So many of them are named, the newest. */
const mostNamed = 20

const waiting = `FROM deliveries WHERE workflow_id = ? AND state = 'ready' AND preparation ->> '$.toDeliver' > 0`

/** Deliveries of all runs of a workflow that are prepared, reach somebody and wait for a person's confirmation. */
export function readReviews(sql: Database, workflowId: number): WorkflowReviews {
  const counts = sql
    .prepare(
      `SELECT count(*) deliveries, CAST(total(preparation ->> '$.toDeliver') AS INTEGER) messages ${waiting}`,
    )
    .get(workflowId) as Omit<WorkflowReviews, 'newest'>
  const newest = sql
    .prepare(
      `SELECT id deliveryId, label, preparation ->> '$.toDeliver' messages, created_at createdAt
       ${waiting} ORDER BY id DESC LIMIT ${mostNamed}`,
    )
    .all(workflowId) as WorkflowReviews['newest']
  return { ...counts, newest }
}
