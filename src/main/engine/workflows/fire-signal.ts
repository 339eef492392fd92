import { UserError } from '../../../shared/errors.ts'
import type { Variables } from '../activities/activity-runner.ts'
import { receiveSignal, triggersOf } from '../activities/triggers.ts'
import type { EngineContext } from '../context.ts'
import { fireTrigger, type Fired } from './fire-trigger.ts'
import { readWorkflowState } from './read-workflow.ts'
import { findNewestVersion } from './versions.ts'
import { writeLog } from './write-log.ts'

/** A signal to a workflow: to one of its triggers, or to each that takes signals. */
export interface Signal {
  readonly workflowId: number
  readonly activityId?: string
  readonly parameters: Variables
}

/**
 * Fires the External signals of a workflow (FC-10). A signal is never lost to a run that is under way: it waits behind it.
 * Belongs into a transaction.
 * @returns the runs that it made
 * @throws UserError `workflow/not-started`, `workflow/no-signal`, `workflow/signal-parameters`, `workflow/not-found`,
 *   `workflow/signals-waiting` when too many wait already
 */
export function receiveSignals(context: EngineContext, signal: Signal): Fired[] {
  const { workflowId, activityId, parameters } = signal
  const { sql } = context.workspace
  const { name, state } = readWorkflowState(sql, workflowId)
  const version = findNewestVersion(sql, workflowId)
  if (state !== 'started' || !version) throw new UserError('workflow/not-started', { name })
  const takers = triggersOf(version.document).bySignal.filter(({ id }) => id === (activityId ?? id))
  if (takers.length === 0) throw new UserError('workflow/no-signal', { name })
  return takers.map(activity => {
    const variables = receiveSignal(activity, parameters)
    const dueAt = context.clock.now()
    const fired = fireTrigger(context, { version, activity, dueAt, variables, isOwed: true })
    if (!fired) throw new UserError('workflow/signals-waiting', { name })
    const { runId } = fired
    writeLog(context, { workflowId, runId, activityId: activity.id, code: 'signal-received' })
    return fired
  })
}

/** As `receiveSignals`, for what needs only the runs that can be executed now. */
export function fireSignals(context: EngineContext, signal: Signal): number[] {
  const fired = receiveSignals(context, signal)
  return fired.filter(({ state }) => state === 'running').map(({ runId }) => runId)
}
