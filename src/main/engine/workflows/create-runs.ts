import { UserError } from '../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { createAdvances } from './create-advances.ts'
import { checkWorkflow, hasErrors } from './check-workflow.ts'
import { discardPopulations, findLoosePopulations } from './discard-populations.ts'
import { stopRun } from './end-run.ts'
import { readCheckFacts } from './read-check-facts.ts'
import { readWorkflow } from './read-workflow.ts'
import { clearWaiting } from './waiting-deliveries.ts'

/** Which workflow to run, and whether its deliveries that wait for review may be stopped for it. */
export interface RunStart {
  readonly id: number
  readonly discardWaiting: boolean
}

/** Executions of workflows. */
export interface Runs {
  /** Goes on with runs that were cut off. */
  recover(): void
  /**
   * Starts a run of the saved document. It prepares deliveries and never sends.
   * @throws UserError `workflow/not-found`, `workflow/not-ready`, `workflow/already-running`,
   *   `workflow/delivery-waiting`
   */
  start(start: RunStart): number
  /** Ends a run for good; deliveries that it made stay. Nothing happens to a run that is over. */
  cancel(runId: number): void
  /** Resolves when nothing of a run can be executed without something from outside. */
  whenSettled(runId: number): Promise<void>
  /** Removes populations of workflows that are gone. */
  sweep(): void
  stop(): Promise<void>
}

/** Sets up the runs of an engine. */
export function createRuns(context: EngineContext, preparations: Preparations): Runs {
  const { sql } = context.workspace
  const advances = createAdvances(context, preparations)
  const stopping = new AbortController()
  let sweeping = Promise.resolve()

  function sweep(): void {
    // What a step is filling belongs to nobody yet either.
    if (advances.isBusy()) return
    const ids = findLoosePopulations(context)
    sweeping = sweeping.then(() => discardPopulations(context, ids, stopping.signal))
  }

  return {
    recover() {
      sweep()
      const ids = sql.prepare("SELECT id FROM workflow_runs WHERE state = 'running'").pluck().all()
      for (const id of ids as number[]) advances.advance(id)
    },
    start(start) {
      const { runId, discarded } = insertRun(context, start)
      for (const id of discarded) preparations.sweep(id)
      advances.advance(runId)
      return runId
    },
    cancel(runId) {
      advances.abort(runId)
      stopRun(context, preparations, runId)
    },
    whenSettled: advances.whenSettled,
    sweep,
    async stop() {
      stopping.abort()
      await advances.stop()
      await sweeping
    },
  }
}

function insertRun(
  context: EngineContext,
  { id: workflowId, discardWaiting }: RunStart,
): { readonly runId: number; readonly discarded: readonly number[] } {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const { name, document, lastRun } = readWorkflow(sql, workflowId)
    if (lastRun?.state === 'running') throw new UserError('workflow/already-running', { name })
    const issues = checkWorkflow(document, readCheckFacts(sql))
    if (hasErrors(issues)) {
      const count = issues.filter(issue => issue.severity === 'error').length
      throw new UserError('workflow/not-ready', { name, count })
    }
    const discarded = clearWaiting(context, { id: workflowId, name, discardWaiting })
    const runId = writeRun(context, workflowId, document)
    context.publish('workflow.run-changed', { workflowId, runId })
    return { runId, discarded }
  })()
}

function writeRun(
  { workspace, clock }: EngineContext,
  workflowId: number,
  document: WorkflowDocument,
): number {
  const now = clock.now()
  const version = workspace.sql
    .prepare(
      `INSERT INTO workflow_versions (workflow_id, number, document, published_at)
       SELECT @workflowId, 1 + coalesce(max(number), 0), @document, @now FROM workflow_versions
       WHERE workflow_id = @workflowId`,
    )
    .run({ workflowId, document: JSON.stringify(document), now })
  const { lastInsertRowid } = workspace.sql
    .prepare(
      "INSERT INTO workflow_runs (workflow_id, version_id, state, due_at, started_at) VALUES (?, ?, 'running', ?, ?)",
    )
    .run(workflowId, version.lastInsertRowid, now, now)
  const insert = workspace.sql.prepare('INSERT INTO activity_runs (run_id, activity_id) VALUES (?, ?)')
  for (const { id } of document.activities) insert.run(lastInsertRowid, id)
  return Number(lastInsertRowid)
}
