import { waysOf } from '../../../shared/workflow/graph.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { readProgress } from './run-progress.ts'
import { findNewestVersion, readVersion } from './versions.ts'

/**
 * Lets a run that has failed go on by the newest version, so that what was mended there is what is executed. Only where
 * that draws the same activities and transitions, and says the same of what the run has executed already: otherwise it
 * keeps its own. Belongs into the transaction that resumes it.
 * @returns whether it has another version now
 */
export function adoptVersion({ workspace: { sql } }: EngineContext, runId: number): boolean {
  const progress = readProgress(sql, runId)
  const newest = progress && findNewestVersion(sql, progress.workflowId)
  if (!newest || newest.id === progress.versionId) return false
  const { document } = readVersion(sql, progress.versionId)
  if (shapeOf(document) !== shapeOf(newest.document)) return false
  const done = document.activities.filter(({ id }) => progress.tasks.get(id)?.state === 'finished')
  const mended = new Map(newest.document.activities.map(activity => [activity.id, activity]))
  if (done.some(activity => said(activity) !== said(mended.get(activity.id)))) return false
  sql.prepare('UPDATE workflow_runs SET version_id = ? WHERE id = ?').run(newest.id, runId)
  return true
}

function shapeOf(document: WorkflowDocument): string {
  const { activities } = document
  const places = waysOf(document).map(({ from, outlet, to }) => [from, outlet, to].join(' '))
  return JSON.stringify([
    activities.map(({ id, kind }) => [id, kind].join(' ')).toSorted(),
    places.toSorted(),
  ])
}

function said(activity: Activity | undefined): string {
  return JSON.stringify([activity?.settings, activity?.mode ?? 'normal'])
}
