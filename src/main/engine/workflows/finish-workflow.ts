import type { EngineContext } from '../context.ts'
import { triggersOf } from '../activities/triggers.ts'
import { moveWorkflow } from './move-workflow.ts'
import { findNewestVersion } from './versions.ts'
import { writeLog } from './write-log.ts'

/**
 * Finishes a started workflow in which nothing is under way and nothing can begin any more: no schedule that fires again,
 * no trigger that waits for a signal. Belongs into the transaction of what ended last.
 */
export function finishIfDone(context: EngineContext, workflowId: number): void {
  const { sql } = context.workspace
  const isBusy = sql
    .prepare(
      `SELECT 1 FROM workflow_runs WHERE workflow_id = @workflowId AND state IN ('queued', 'running', 'failed')
       UNION ALL SELECT 1 FROM timers WHERE workflow_id = @workflowId AND due_at IS NOT NULL LIMIT 1`,
    )
    .get({ workflowId })
  if (isBusy) return
  const version = findNewestVersion(sql, workflowId)
  if (version && triggersOf(version.document).bySignal.length > 0) return
  if (moveWorkflow(context, workflowId, 'finish')) writeLog(context, { workflowId, code: 'finished' })
}
