import { finishIfDone } from './finish-workflow.ts'
import { letPeopleGo } from './let-people-go.ts'
import { moveRun } from './move-run.ts'
import type { RunProgress } from './run-progress.ts'
import type { RunTools } from './run-tools.ts'
import { writeLog } from './write-log.ts'

/** Ends a run in which nothing is left to do. One without a failure ends the count of errors in a row. */
export function concludeRun(tools: RunTools, progress: RunProgress): void {
  const { context } = tools
  const { runId, workflowId, tasks } = progress
  const { sql } = context.workspace
  sql.transaction(() => {
    if (!moveRun(context, runId, 'finish')) return
    writeLog(context, { workflowId, runId, code: 'run-finished' })
    const hasFailed = [...tasks.values()].some(({ isIgnored }) => isIgnored)
    if (!hasFailed) sql.prepare('UPDATE workflows SET errors = 0 WHERE id = ?').run(workflowId)
    letPeopleGo(context, workflowId)
    finishIfDone(context, workflowId)
  })()
  tools.announce(runId)
}
