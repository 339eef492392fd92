import { canMove } from '../../../shared/lifecycles/define-lifecycle.ts'
import { workflowLife } from '../../../shared/lifecycles/workflow.ts'
import { stopWorkflow } from './halt-workflow.ts'
import { readWorkflowState } from './read-workflow.ts'
import type { RunTools } from './run-tools.ts'
import { clearWay, startWorkflow, type Started, type WorkflowStart } from './start-workflow.ts'

/**
 * Stops a workflow, if it is under way, and starts it from the beginning (EX-06). Where the start is refused, it is not
 * stopped either.
 * @returns with what was begun, the runs that were still open: what is being executed in them is to be cut off
 * @throws UserError as `startWorkflow`
 */
export function restartWorkflow(
  tools: RunTools,
  start: WorkflowStart,
): Started & { readonly ended: readonly number[] } {
  const { sql } = tools.context.workspace
  return sql.transaction(() => {
    const { state } = readWorkflowState(sql, start.id)
    // Nothing may be cut off, in memory as well, for a start that is refused then.
    const discarded = clearWay(tools, start)
    const ended = canMove(workflowLife, state, 'stop') ? stopWorkflow(tools, start.id) : []
    const { runId } = startWorkflow(tools, start)
    return { runId, discarded, ended }
  })()
}
