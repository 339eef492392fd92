import { isActivityKind } from '../../../shared/activities/index.ts'
import { UserError, type ErrorData } from '../../../shared/errors.ts'
import type { Activity } from '../../../shared/workflow-document.ts'
import type { Inbound, StepOutcome } from '../activities/activity-runner.ts'
import { executeActivity } from '../activities/index.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { announceRun, moveActivity, moveRun } from './move-run.ts'
import { activitiesOf, readinessOf, readProgress, type RunProgress } from './run-progress.ts'

/** One run and what it is executed with. */
export interface RunTask {
  readonly context: EngineContext
  readonly preparations: Preparations
  readonly runId: number
  readonly signal: AbortSignal
}

/**
 * Takes a run as far as it goes: executes what is ready, skips what nobody can reach any more, and ends the run when
 * nothing is left. Returns while an activity waits for something outside; to be called again then. What is on disk alone
 * decides what happens, so a run that was cut off goes on at the activity that was.
 */
export async function advanceRun(task: RunTask): Promise<void> {
  const { context, runId, signal } = task
  const waiting = new Set<string>()
  while (!signal.aborted) {
    const progress = readProgress(context.workspace.sql, runId)
    if (progress.state !== 'running') return
    const next = findNext(progress, waiting)
    if (!next) return concludeRun(task, progress)
    if (next.inbound === undefined) {
      moveActivity(context, { runId, activityId: next.activity.id, move: 'skip' })
      continue
    }
    const outcome = await executeStep(task, progress, { ...next, inbound: next.inbound })
    if (signal.aborted) return
    if (outcome.kind === 'waiting') waiting.add(next.activity.id)
    else commit(task, next.activity.id, outcome)
  }
}

interface Next {
  readonly activity: Activity
  /** Undefined where the activity is to be skipped. */
  readonly inbound: readonly Inbound[] | undefined
}

function findNext(progress: RunProgress, waiting: ReadonlySet<string>): Next | undefined {
  for (const activity of activitiesOf(progress)) {
    const state = progress.states.get(activity.id)
    if ((state !== 'pending' && state !== 'running') || waiting.has(activity.id)) continue
    const readiness = readinessOf(progress, activity.id)
    if (readiness === 'never') return { activity, inbound: undefined }
    if (readiness !== 'later') return { activity, inbound: readiness.inbound }
  }
  return undefined
}

async function executeStep(
  { context, preparations, runId, signal }: RunTask,
  { workflowId, document }: RunProgress,
  { activity, inbound }: { activity: Activity; inbound: readonly Inbound[] },
): Promise<StepOutcome> {
  moveActivity(context, { runId, activityId: activity.id, move: 'begin' })
  if (!isActivityKind(activity.kind)) return fail('workflow/activity-unknown')
  try {
    const step = {
      context,
      preparations,
      ...unsaid,
      runId,
      workflowId,
      document,
      activity,
      inbound,
      signal,
      startedAt: context.clock.now(),
      dueAt: context.clock.now(),
      isHurried: false,
    }
    return await executeActivity(activity.kind, step)
  } catch (error) {
    if (error instanceof UserError) return fail(error.code, error.data)
    const stack = error instanceof Error ? error.stack : String(error)
    context.log.error('activity failed', { run: runId, activity: activity.id, stack })
    return fail('engine/bug')
  }
}

const unsaid = { memory: {}, variables: {}, isRehearsal: false }

function fail(code: string, data: ErrorData = {}): StepOutcome {
  return { kind: 'failed', error: { code, data } }
}

/** Outputs and state in one transaction. */
function commit({ context, runId }: RunTask, activityId: string, outcome: StepOutcome): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    if (outcome.kind === 'failed') {
      moveActivity(context, { runId, activityId, move: 'fail', error: outcome.error })
      return
    }
    const outputs = outcome.kind === 'finished' ? Object.entries(outcome.outputs) : []
    const attach = sql.prepare('INSERT INTO activity_outputs VALUES (?, ?, ?, ?)')
    for (const [outlet, populationId] of outputs) attach.run(runId, activityId, outlet, populationId)
    moveActivity(context, { runId, activityId, move: 'finish' })
  })()
  announceRun(context, runId)
}

/** Nothing can be executed now. A run with a failure is over once nothing of it is under way. */
function concludeRun({ context, runId }: RunTask, { states }: RunProgress): void {
  const all = [...states.values()]
  if (all.includes('running')) return
  moveRun(context, runId, all.includes('failed') ? 'fail' : 'finish')
}
