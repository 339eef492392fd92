import { UserError } from '../../../shared/errors.ts'
import { clearTimers } from '../scheduler/timers.ts'
import { adoptVersion } from './adopt-version.ts'
import { endRuns, findOpenRuns } from './end-runs.ts'
import { finishIfDone } from './finish-workflow.ts'
import { letPeopleGo } from './let-people-go.ts'
import { moveActivity, moveRun } from './move-run.ts'
import { moveWorkflow } from './move-workflow.ts'
import { canResume, readWorkflowState } from './read-workflow.ts'
import { prepareAgain } from './prepare-again.ts'
import type { RunTools } from './run-tools.ts'
import { readVersionOf } from './versions.ts'
import { giveUpUnconfirmed } from './waiting-deliveries.ts'
import { writeLog } from './write-log.ts'

/**
 * Pauses a workflow: what is being executed ends, nothing begins and nothing fires (EX-03).
 * @throws UserError `workflow/not-started`, `workflow/not-found`
 */
export function pauseWorkflow({ context }: RunTools, id: number): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    const { name } = readWorkflowState(sql, id)
    if (!moveWorkflow(context, id, 'pause')) throw new UserError('workflow/not-started', { name })
    writeLog(context, { workflowId: id, code: 'paused' })
  })()
}

/**
 * Lets a paused or failed workflow go on. What failed is executed again, and nothing else (EX-07), as the newest version
 * says it where that fits the run; what was ignored stays ignored.
 * @returns the runs that can be executed now
 * @throws UserError `workflow/cannot-resume`, `workflow/not-found`
 */
export function resumeWorkflow(tools: RunTools, id: number): number[] {
  const { context } = tools
  const { sql } = context.workspace
  return sql.transaction(() => {
    const { name } = readWorkflowState(sql, id)
    if (!canResume(sql, id) || !moveWorkflow(context, id, 'resume')) {
      throw new UserError('workflow/cannot-resume', { name })
    }
    writeLog(context, { workflowId: id, code: 'resumed' })
    const failed = sql
      .prepare("SELECT id FROM workflow_runs WHERE workflow_id = ? AND state = 'failed'")
      .pluck()
      .all(id) as number[]
    for (const runId of failed) retryRun(tools, runId)
    finishIfDone(context, id)
    return sql
      .prepare("SELECT id FROM workflow_runs WHERE workflow_id = ? AND state = 'running'")
      .pluck()
      .all(id) as number[]
  })()
}

function retryRun(tools: RunTools, runId: number): void {
  const { context } = tools
  const { sql } = context.workspace
  moveRun(context, runId, 'resume')
  const before = readVersionOf(sql, runId).document
  adoptVersion(context, runId)
  const now = readVersionOf(sql, runId).document
  const failed = sql
    .prepare("SELECT activity_id FROM activity_runs WHERE run_id = ? AND state = 'failed' AND is_ignored = 0")
    .pluck()
    .all(runId) as string[]
  for (const activityId of failed) {
    moveActivity(context, { runId, activityId, move: 'retry' })
    prepareAgain(tools, { runId, activityId, before, now })
  }
}

/**
 * Stops a workflow for good: nothing of its runs is executed any more, and nothing fires (EX-04). What they have prepared and
 * nobody has confirmed is given up, so that it is not offered any more.
 * @returns the runs that were still open: what is being executed in them is to be cut off
 * @throws UserError `workflow/cannot-stop`, `workflow/not-found`
 */
export function stopWorkflow(tools: RunTools, id: number): number[] {
  const { context } = tools
  const { sql } = context.workspace
  return sql.transaction(() => {
    const { name } = readWorkflowState(sql, id)
    if (!moveWorkflow(context, id, 'stop')) throw new UserError('workflow/cannot-stop', { name })
    const ended = endRuns(tools, findOpenRuns(tools, id))
    giveUpUnconfirmed(tools, id)
    clearTimers(context, id)
    for (const runId of ended) writeLog(context, { workflowId: id, runId, code: 'run-stopped' })
    writeLog(context, { workflowId: id, code: 'stopped' })
    letPeopleGo(context, id)
    return ended
  })()
}
