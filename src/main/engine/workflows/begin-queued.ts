import type { EngineContext } from '../context.ts'
import { readEntries } from './entries.ts'
import { moveRun } from './move-run.ts'
import { readWorkflowState } from './read-workflow.ts'
import { findNewestVersion } from './versions.ts'
import { writeLog } from './write-log.ts'

/**
 * Begins the oldest queued run of each trigger that has nothing under way any more, where the workflow goes on.
 * @returns the runs that can be executed now
 */
export function beginQueued(context: EngineContext, workflowId: number): number[] {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const version = findNewestVersion(sql, workflowId)
    if (!version || readWorkflowState(sql, workflowId).state !== 'started') return []
    return readEntries(sql, version).flatMap(({ firstQueued, busy }) => {
      if (firstQueued === null || busy > 0 || !moveRun(context, firstQueued, 'begin')) return []
      writeLog(context, { workflowId, runId: firstQueued, code: 'run-begun' })
      return firstQueued
    })
  })()
}
