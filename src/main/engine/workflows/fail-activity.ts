import type { ErrorPolicy } from '../../../shared/workflow/workflow-settings.ts'
import type { Trouble } from '../database/trouble.ts'
import type { StepEffect } from '../activities/activity-runner.ts'
import { clearTimers } from '../scheduler/timers.ts'
import { applyEffects } from './apply-effects.ts'
import { endRuns, findOpenRuns } from './end-runs.ts'
import type { StepGiven } from './step-given.ts'
import { finishIfDone } from './finish-workflow.ts'
import { letPeopleGo } from './let-people-go.ts'
import { moveActivity, moveRun } from './move-run.ts'
import { moveWorkflow } from './move-workflow.ts'
import type { Begun, RunTools } from './run-tools.ts'
import { giveUpUnconfirmed } from './waiting-deliveries.ts'
import { writeLog } from './write-log.ts'

/** What went wrong, and who leaves by the error outlet where there is one. */
export interface Failure {
  readonly error: Trouble
  readonly aside: number | undefined
  /** What happens besides where they do. */
  readonly rerouted: readonly StepEffect[]
}

/**
 * Does with a failed activity what its error policy, or that of the workflow, says (EX-13, EX-14): everything stands still
 * until somebody resumes; only the branch ends, so many times in a row; or everything is over. An activity with an error
 * outlet lets those who came in leave by it instead (TR-11). Too many people end the whole run whatever the policy is
 * (MK-05). Belongs into a transaction.
 */
export function failActivity(tools: RunTools, given: StepGiven, failure: Failure): Begun {
  const { context } = tools
  const { graph, progress, step } = given
  const { runId, workflowId } = progress
  const place = { runId, activityId: step.activity.id }
  const { error } = failure
  const isCrowd = error.code === 'workflow/person-limit'
  if (failure.aside !== undefined) return leaveByOutlet(tools, given, { ...failure, aside: failure.aside })
  const policy = step.activity.errorPolicy ?? graph.settings.errorPolicy
  const isPatient = policy === 'ignore' && hasPatience(tools, given)
  if (!moveActivity(context, { ...place, move: 'fail', error, isIgnored: isPatient })) return []
  const data = { ...error.data, code: error.code }
  writeLog(context, { workflowId, ...place, code: isPatient ? 'activity-ignored' : 'activity-failed', data })
  if (isPatient) {
    if (isCrowd) endCrowded(tools, { runId, workflowId })
  } else standStill(tools, given, policy)
  return []
}

/** Nothing may be left of the workflow to wait for then. */
function endCrowded(
  tools: RunTools,
  { runId, workflowId }: { readonly runId: number; readonly workflowId: number },
): void {
  endRuns(tools, [runId])
  letPeopleGo(tools.context, workflowId)
  finishIfDone(tools.context, workflowId)
}

function standStill(tools: RunTools, { progress }: StepGiven, policy: ErrorPolicy): void {
  const { context } = tools
  const { runId, workflowId } = progress
  if (policy === 'abort') {
    endRuns(tools, findOpenRuns(tools, workflowId))
    giveUpUnconfirmed(tools, workflowId)
    clearTimers(context, workflowId)
    letPeopleGo(context, workflowId)
  } else moveRun(context, runId, 'fail')
  writeLog(context, { workflowId, runId, code: policy === 'abort' ? 'run-aborted' : 'run-failed' })
  moveWorkflow(context, workflowId, 'fail')
}

/** Counts one more error in a row; answers whether the workflow puts up with it. */
function hasPatience({ context }: RunTools, { graph, progress }: StepGiven): boolean {
  const { mostErrors } = graph.settings
  const errors = context.workspace.sql
    .prepare('UPDATE workflows SET errors = errors + 1 WHERE id = ? RETURNING errors')
    .pluck()
    .get(progress.workflowId) as number
  return mostErrors === 0 || errors <= mostErrors
}

function leaveByOutlet(
  tools: RunTools,
  { progress: { runId, workflowId }, step }: StepGiven,
  { error, aside, rerouted }: Failure & { readonly aside: number },
): Begun {
  const { context } = tools
  const place = { runId, activityId: step.activity.id }
  if (!moveActivity(context, { ...place, move: 'finish', error })) return []
  context.workspace.sql
    .prepare("INSERT INTO activity_outputs VALUES (?, ?, 'error', ?)")
    .run(runId, place.activityId, aside)
  const data = { ...error.data, code: error.code }
  writeLog(context, { workflowId, ...place, code: 'activity-rerouted', data })
  return applyEffects(tools, { workflowId, ...place, effects: rerouted })
}
