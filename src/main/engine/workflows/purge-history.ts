import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { EngineContext } from '../context.ts'
import { breathe } from '../people/breathe.ts'
import { forgetVoidPasses, keepSent } from './forget-passes.ts'
import { findNewestVersion } from './versions.ts'

const dayMs = 86_400_000
/** Lines of the log removed between two breaths. */
const chunk = 2000

/**
 * Removes runs that have been over, and log lines that have been written, for longer than their workflow keeps them
 * (EX-18). Deliveries stay. A run goes after those that came out of it.
 * @returns whether there were any
 */
export async function purgeHistory(context: EngineContext, signal: AbortSignal): Promise<boolean> {
  const { sql } = context.workspace
  const ids = sql.prepare('SELECT DISTINCT workflow_id FROM workflow_versions').pluck().all() as number[]
  let isAny = false
  for (const id of ids) {
    const version = findNewestVersion(sql, id)
    const days = version ? settingsOf(version.document).historyDays : 0
    if (days === 0) continue
    const before = context.clock.now() - days * dayMs
    isAny = (await purgeRuns(context, { id, before, signal })) || isAny
    await purgeLogs(context, { id, before, signal })
  }
  return isAny
}

interface Purge {
  readonly id: number
  readonly before: number
  readonly signal: AbortSignal
}

async function purgeRuns(context: EngineContext, { id, before, signal }: Purge): Promise<boolean> {
  const { sql } = context.workspace
  const find = sql
    .prepare(
      `SELECT id FROM workflow_runs runs
       WHERE workflow_id = ? AND state IN ('finished', 'stopped') AND finished_at < ?
         AND NOT EXISTS (SELECT 1 FROM workflow_runs WHERE parent_id = runs.id)
         AND NOT EXISTS (
           SELECT 1 FROM workflow_runs parents WHERE parents.id = runs.parent_id
             AND parents.state IN ('running', 'failed'))
       ORDER BY id LIMIT 1`,
    )
    .pluck()
  const remove = sql.transaction((runId: number) => {
    keepSent(context, runId)
    sql.prepare('DELETE FROM workflow_runs WHERE id = ?').run(runId)
  })
  let isAny = false
  while (!signal.aborted) {
    const runId = find.get(id, before)
    if (typeof runId !== 'number') return isAny
    await forgetVoidPasses(context, { workflowId: id, runId, signal })
    if (!signal.aborted) remove(runId)
    isAny = true
    await breathe()
  }
  return isAny
}

async function purgeLogs({ workspace }: EngineContext, { id, before, signal }: Purge): Promise<void> {
  const remove = workspace.sql.prepare(
    `DELETE FROM workflow_logs WHERE id IN (
       SELECT id FROM workflow_logs WHERE workflow_id = ? AND run_id IS NULL AND at < ? LIMIT ${chunk})`,
  )
  while (!signal.aborted && remove.run(id, before).changes > 0) await breathe()
}
