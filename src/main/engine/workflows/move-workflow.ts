import { targetOf } from '../../../shared/lifecycles/define-lifecycle.ts'
import { workflowLife, type WorkflowMove, type WorkflowState } from '../../../shared/lifecycles/workflow.ts'
import type { EngineContext } from '../context.ts'

/** Moves a workflow along its lifecycle with one guarded update; answers whether it was moved. Starting begins a new count. */
export function moveWorkflow(context: EngineContext, id: number, move: WorkflowMove): boolean {
  const { sql } = context.workspace
  const from = sql.prepare('SELECT state FROM workflows WHERE id = ?').pluck().get(id) as
    | WorkflowState
    | undefined
  const to = from && targetOf(workflowLife, from, move)
  if (!to) return false
  const isStart = move === 'start'
  const { changes } = sql
    .prepare(
      `UPDATE workflows SET state = @to, started_at = iif(@isStart, @now, started_at),
         errors = iif(@to = 'started', 0, errors)
       WHERE id = @id AND state = @from`,
    )
    .run({ id, from, to, isStart: Number(isStart), now: context.clock.now() })
  if (changes === 1) context.publish('workflows.changed', { id })
  return changes === 1
}
