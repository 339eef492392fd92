import type { ErrorData } from '../../../shared/errors.ts'
import { logLevels, type WorkflowLogCode } from '../../../shared/workflow/log-levels.ts'
import type { EngineContext } from '../context.ts'

/** One thing that happened to a workflow, to a run of it, or to an activity of that run. */
export interface LogEntry {
  readonly workflowId: number
  readonly runId?: number
  readonly activityId?: string
  readonly code: WorkflowLogCode
  readonly data?: ErrorData
}

/** Adds a line to the log of a workflow. Belongs into the transaction of what it tells. */
export function writeLog(context: EngineContext, entry: LogEntry): void {
  const { workflowId, runId = null, activityId = null, code, data = {} } = entry
  context.workspace.sql
    .prepare(
      `INSERT INTO workflow_logs (workflow_id, run_id, activity_id, at, level, code, data)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(workflowId, runId, activityId, context.clock.now(), logLevels[code], code, JSON.stringify(data))
}
