import type { Activity } from '../../../shared/workflow-document.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { Variables } from '../activities/activity-runner.ts'
import type { EngineContext } from '../context.ts'
import { readEntries } from './entries.ts'
import { insertRun } from './insert-run.ts'
import type { Version } from './versions.ts'
import { writeLog } from './write-log.ts'

/** A trigger that fires. */
export interface Firing {
  readonly version: Version
  readonly activity: Activity
  readonly dueAt: number
  readonly variables?: Variables
  /** It must not get lost: it waits behind a run that is under way, whatever the workflow says of overlaps. */
  readonly isOwed?: boolean
}

/** A run that a firing has made; a queued one begins when the run before it is over. */
export interface Fired {
  readonly runId: number
  readonly state: 'running' | 'queued'
}

/** Queued runs that one trigger may have; whatever fires beyond them is left out, and said. */
const mostQueued = 100

/**
 * Makes the run of a firing, unless one of the same trigger is under way and the workflow says to skip it then. Belongs
 * into a transaction.
 */
export function fireTrigger(context: EngineContext, firing: Firing): Fired | undefined {
  const { version, activity, dueAt, variables = {} } = firing
  const { workflowId } = version
  const open = readEntries(context.workspace.sql, version).find(({ entryId }) => entryId === activity.id)
  const { queued, busy } = open ?? { queued: 0, busy: 0 }
  const waits = queued + busy > 0
  const mayWait = firing.isOwed || settingsOf(version.document).overlap === 'queue'
  const place = { workflowId, activityId: activity.id }
  if (waits && (!mayWait || queued >= mostQueued)) {
    writeLog(context, { ...place, code: 'run-overlapped', data: { dueAt } })
    return undefined
  }
  const state = waits ? 'queued' : 'running'
  const entry = { kind: 'trigger', activityId: activity.id } as const
  const runId = insertRun(context, { version, entry, state, dueAt, variables })
  writeLog(context, { ...place, runId, code: waits ? 'run-queued' : 'run-begun', data: { dueAt } })
  return { runId, state }
}
