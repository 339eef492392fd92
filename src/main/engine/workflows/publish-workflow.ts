import type { PublishEffects } from '../../../shared/contract/workflows.ts'
import type { WorkflowState } from '../../../shared/lifecycles/workflow.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import { findActivity } from '../../../shared/workflow/graph.ts'
import type { EngineContext } from '../context.ts'
import { isSameTrigger, readTimers, republishTimers } from '../scheduler/timers.ts'
import { keepSeries } from '../series/keep-series.ts'
import { countWaiting } from './read-tasks.ts'
import { readDraft } from './read-workflow.ts'
import type { RunTools } from './run-tools.ts'
import { refuseErrors } from './start-workflow.ts'
import { findNewestVersion, publishDraft, readVersion, type Version } from './versions.ts'
import { writeLog } from './write-log.ts'

/** States in which triggers have timers. */
const underWay: ReadonlySet<WorkflowState> = new Set(['started', 'paused', 'failed'])

/**
 * Makes the draft of a workflow what new runs execute. Runs that are under way keep their version; schedules that the
 * draft changes begin anew.
 * @returns the number of the version
 * @throws UserError `workflow/not-found`, `workflow/not-ready`
 */
export function publishWorkflow({ context }: RunTools, id: number): number {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const draft = readDraft(sql, id)
    refuseErrors(context, draft)
    const before = findNewestVersion(sql, id)
    const version = publishDraft(context, id)
    if (version.id === before?.id) return version.number
    keepSeries(context, version, 'publish')
    if (before && underWay.has(draft.state)) {
      republishTimers(context, before, version)
    }
    writeLog(context, { workflowId: id, code: 'published', data: { version: version.number } })
    context.publish('workflows.changed', { id })
    return version.number
  })()
}

/**
 * What publishing the draft would change for what is under way: people who stand in an activity that it changes or no
 * longer has, firings that will not come or come at another time.
 * @throws UserError `workflow/not-found`
 */
export function readAffected(context: EngineContext, id: number): PublishEffects {
  const { sql } = context.workspace
  const { document } = readDraft(sql, id)
  const newest = findNewestVersion(sql, id)
  if (!newest) return { waiting: [], firings: [] }
  return { waiting: findWaiting(context, id, document), firings: findFirings(context, newest, document) }
}

type Waiting = PublishEffects['waiting'][number]

function findWaiting({ workspace: { sql } }: EngineContext, id: number, draft: WorkflowDocument): Waiting[] {
  const places = sql
    .prepare(
      `SELECT run_id runId, activity_id activityId, version_id versionId
       FROM activity_runs tasks JOIN workflow_runs runs ON runs.id = run_id
       WHERE workflow_id = ? AND runs.state IN ('running', 'failed')
         AND (tasks.state = 'running' OR tasks.state = 'pending' AND hold = 'held')`,
    )
    .all(id) as { runId: number; activityId: string; versionId: number }[]
  const versions = new Map<number, Version>()
  const found = new Map<string, Waiting>()
  for (const { versionId, ...place } of places) {
    const version = versions.get(versionId) ?? readVersion(sql, versionId)
    versions.set(versionId, version)
    const activity = findActivity(version.document, place.activityId)
    const change = activity && changeOf(activity, draft)
    if (!activity || !change) continue
    const { people } = found.get(activity.id) ?? { people: 0 }
    const { label, kind } = activity
    const count = people + countWaiting(sql, version.document, place)
    found.set(activity.id, { activityId: activity.id, label, kind, people: count, change })
  }
  return [...found.values()]
}

function changeOf(activity: Activity, draft: WorkflowDocument): Waiting['change'] | undefined {
  const drawn = findActivity(draft, activity.id)
  if (!drawn || drawn.kind !== activity.kind) return 'removed'
  const said = ({ settings, mode = 'normal' }: Activity): string => JSON.stringify([settings, mode])
  return said(drawn) === said(activity) ? undefined : 'changed'
}

function findFirings(
  context: EngineContext,
  newest: Version,
  draft: WorkflowDocument,
): PublishEffects['firings'] {
  return readTimers(context, newest.workflowId).flatMap(({ activityId, dueAt }) => {
    const drawn = findActivity(draft, activityId)
    const isGone = !drawn || drawn.mode === 'disabled'
    if (dueAt === null || (!isGone && isSameTrigger(newest, drawn))) return []
    const label = findActivity(newest.document, activityId)?.label ?? ''
    return [{ activityId, label, dueAt, change: isGone ? ('removed' as const) : ('changed' as const) }]
  })
}
