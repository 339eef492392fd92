import type { Database } from 'better-sqlite3'
import type { ProofSubject } from '../../../shared/contract/proofs.ts'
import type { SqlPart } from '../audiences/sql-part.ts'

/**
 * The condition on `proofs` for what a proof is of. A delivery that an activity has made counts on where the activity
 * left off.
 */
export function subjectOf(sql: Database, of: ProofSubject): SqlPart {
  if (!('deliveryId' in of)) {
    return {
      sql: `(workflow_id = ? AND activity_id = ? OR of_delivery_id IN
        (SELECT id FROM deliveries WHERE deliveries.workflow_id = ? AND deliveries.activity_id = ?))`,
      parameters: [of.workflowId, of.activityId, of.workflowId, of.activityId],
    }
  }
  const maker = sql
    .prepare('SELECT workflow_id workflowId, activity_id activityId FROM deliveries WHERE id = ?')
    .get(of.deliveryId) as { workflowId: number | null; activityId: string | null } | undefined
  const { workflowId = null, activityId = null } = maker ?? {}
  if (workflowId !== null && activityId !== null) return subjectOf(sql, { workflowId, activityId })
  return { sql: 'of_delivery_id = ?', parameters: [of.deliveryId] }
}
