import { breathe } from '../people/breathe.ts'
import { commitOutcome } from './commit-outcome.ts'
import { concludeRun } from './conclude-run.ts'
import { executeStep } from './execute-step.ts'
import type { StepGiven } from './step-given.ts'
import { moveActivity } from './move-run.ts'
import { planRun, type RunPlan } from './plan-run.ts'
import { graphOf } from './run-graph.ts'
import { readProgress } from './run-progress.ts'
import type { Begun, RunTools } from './run-tools.ts'
import { readVersion } from './versions.ts'
import { writeLog } from './write-log.ts'

/** One run, and whom to tell of what it sets going. */
export interface RunTask {
  readonly tools: RunTools
  readonly runId: number
  readonly signal: AbortSignal
  /** `meets`: whether runs of people who went on by themselves may wait for one another. */
  readonly onCommit: (begun: Begun, meets: boolean) => void
}

/**
 * Takes a run as far as it goes: executes what is ready, skips what nobody can reach any more, and ends the run when
 * nothing is left. Returns while something waits for a moment, for a person or for something outside, and while the
 * workflow does not go on; to be called again then. What is on disk alone decides what happens, so a run that was cut off
 * goes on at the activity that was.
 */
export async function advanceRun(task: RunTask): Promise<void> {
  const { tools, runId, signal } = task
  const { sql } = tools.context.workspace
  const tried = new Set<string>()
  const first = readProgress(sql, runId)
  if (!first) return
  const graph = graphOf(readVersion(sql, first.versionId))
  const meets = graph.meeting.length > 0
  while (!signal.aborted) {
    const progress = readProgress(sql, runId, graph.meeting)
    if (progress?.state !== 'running' || progress.workflowState !== 'started') return
    const plan = planRun(graph, progress, { now: tools.context.clock.now(), tried })
    settlePlan(tools, { graph, progress }, plan)
    // People who were let go by themselves may wait for what is out of reach now.
    if (plan.skips.length > 0) task.onCommit([], meets)
    if (!plan.next) {
      if (!plan.isOpen) concludeRun(tools, progress)
      return
    }
    await takeStep(task, { graph, progress, step: plan.next, signal }, tried)
    await breathe()
  }
}

async function takeStep(task: RunTask, planned: StepGiven, tried: Set<string>): Promise<void> {
  const { tools, runId } = task
  const activityId = planned.step.activity.id
  if (moveActivity(tools.context, { runId, activityId, move: 'begin' })) tools.announce(runId)
  const progress = readProgress(tools.context.workspace.sql, runId)
  if (!progress) return
  const given = { ...planned, progress }
  const executed = await executeStep(tools, given)
  if (!executed) return
  if (executed.outcome.kind === 'waiting') tried.add(activityId)
  task.onCommit(commitOutcome(tools, given, executed), planned.graph.meeting.length > 0)
}

/** Writes down what is out of reach or held now. */
function settlePlan(
  { context, announce }: RunTools,
  { graph, progress }: Pick<StepGiven, 'graph' | 'progress'>,
  { skips, holds }: RunPlan,
): void {
  if (skips.length === 0 && holds.length === 0) return
  const { sql } = context.workspace
  const { runId, workflowId } = progress
  const disabled = new Set(graph.order.filter(({ mode }) => mode === 'disabled').map(({ id }) => id))
  sql.transaction(() => {
    for (const activityId of skips) {
      moveActivity(context, { runId, activityId, move: 'skip' })
      if (disabled.has(activityId))
        writeLog(context, { workflowId, runId, activityId, code: 'activity-disabled' })
    }
    const hold = sql.prepare(
      "UPDATE activity_runs SET hold = 'held' WHERE run_id = ? AND activity_id = ? AND hold IS NULL",
    )
    for (const activityId of holds) {
      if (hold.run(runId, activityId).changes === 0) continue
      writeLog(context, { workflowId, runId, activityId, code: 'activity-held' })
    }
  })()
  announce(runId)
}
