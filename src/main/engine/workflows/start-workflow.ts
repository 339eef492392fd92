import { canMove } from '../../../shared/lifecycles/define-lifecycle.ts'
import { workflowLife } from '../../../shared/lifecycles/workflow.ts'
import { UserError } from '../../../shared/errors.ts'
import { scopeOf } from '../../../shared/workflow/run-scope.ts'
import type { EngineContext } from '../context.ts'
import { startTimers } from '../scheduler/timers.ts'
import { keepSeries } from '../series/keep-series.ts'
import { checkWorkflow } from './check-workflow.ts'
import { endRuns, findOpenRuns } from './end-runs.ts'
import { finishIfDone } from './finish-workflow.ts'
import { insertRun } from './insert-run.ts'
import { moveWorkflow } from './move-workflow.ts'
import { readCheckFacts } from './read-check-facts.ts'
import { readDraft, type Draft } from './read-workflow.ts'
import type { RunTools } from './run-tools.ts'
import { publishDraft, type Version } from './versions.ts'
import { clearWaiting } from './waiting-deliveries.ts'
import { writeLog } from './write-log.ts'

/** Which workflow to start, and whether its deliveries that wait for review may be stopped for it. */
export interface WorkflowStart {
  readonly id: number
  readonly discardWaiting: boolean
}

/** What was begun. */
export interface Started {
  /** Null where everything waits for a trigger. */
  readonly runId: number | null
  /** Deliveries that were stopped; their messages are still to be swept. */
  readonly discarded: readonly number[]
}

/**
 * Publishes the draft of a workflow and starts it from the beginning: a run of what needs no trigger, timers for what goes
 * by the clock. What a failed start left behind is over then.
 * @throws UserError `workflow/not-found`, `workflow/already-running`, `workflow/not-ready`, `workflow/delivery-waiting`
 */
export function startWorkflow(tools: RunTools, start: WorkflowStart): Started {
  const { context } = tools
  const { sql } = context.workspace
  return sql.transaction((): Started => {
    const { id, name, state } = readDraft(sql, start.id)
    if (!canMove(workflowLife, state, 'start')) throw new UserError('workflow/already-running', { name })
    const discarded = clearWay(tools, start)
    endRuns(tools, findOpenRuns(tools, id))
    const version = publishDraft(context, id)
    keepSeries(context, version, 'start')
    moveWorkflow(context, id, 'start')
    writeLog(context, { workflowId: id, code: 'started', data: { version: version.number } })
    startTimers(context, version)
    const runId = beginRun(context, version)
    if (runId === null) finishIfDone(context, id)
    return { runId, discarded }
  })()
}

/**
 * Makes sure that nothing keeps a workflow from starting.
 * @returns the deliveries that were stopped for it
 * @throws UserError `workflow/not-ready`, `workflow/delivery-waiting`, `workflow/not-found`
 */
export function clearWay(tools: RunTools, start: WorkflowStart): number[] {
  const { context } = tools
  const draft = readDraft(context.workspace.sql, start.id)
  const { name } = draft
  refuseErrors(context, draft)
  return clearWaiting(tools, { ...start, name })
}

/** @throws UserError `workflow/not-ready` */
export function refuseErrors(
  { workspace, files }: EngineContext,
  { id, name, document }: Pick<Draft, 'id' | 'name' | 'document'>,
): void {
  const issues = checkWorkflow(document, readCheckFacts(workspace.sql, files, id))
  const count = issues.filter(({ severity }) => severity === 'error').length
  if (count > 0) throw new UserError('workflow/not-ready', { name, count })
}

function beginRun(context: EngineContext, version: Version): number | null {
  const entry = { kind: 'start' } as const
  if (scopeOf(version.document, entry).size === 0) return null
  const runId = insertRun(context, { version, entry, state: 'running', dueAt: context.clock.now() })
  writeLog(context, { workflowId: version.workflowId, runId, code: 'run-begun' })
  return runId
}
