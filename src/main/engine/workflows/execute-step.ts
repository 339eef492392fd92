import { isActivityKind } from '../../../shared/activities/index.ts'
import { UserError, type ErrorData } from '../../../shared/errors.ts'
import { outletsOf } from '../../../shared/workflow/graph.ts'
import type { Inbound, Step, StepOutcome } from '../activities/activity-runner.ts'
import { executeActivity } from '../activities/index.ts'
import { copyMembers } from '../populations/copy-members.ts'
import { createPopulation } from '../populations/create-population.ts'
import { stackOf } from '../stack-of.ts'
import { gatherInbound } from './gather-inbound.ts'
import type { RunTools } from './run-tools.ts'
import { settlePeople } from './settle-people.ts'
import type { StepGiven } from './step-given.ts'

/** What became of a step. */
export interface Executed {
  readonly outcome: StepOutcome
  /** How many people the qualification rule left out. */
  readonly leftOut: number
  /** Where it failed and has an outlet for that: those who came in. */
  readonly aside?: number
}

/**
 * Executes one step and settles who of its output really goes on. Nothing of it is attached to the run yet.
 * @returns undefined where it was cut off
 */
export async function executeStep(tools: RunTools, given: StepGiven): Promise<Executed | undefined> {
  const { step, progress, signal } = given
  const { kind, id } = step.activity
  if (!isActivityKind(kind)) return failed('workflow/activity-unknown')
  let inbound: readonly Inbound[] = []
  try {
    inbound = await gatherInbound(tools.context, step.inbound, signal)
    const executing = stepOf(tools, given, inbound)
    const outcome = await executeActivity(kind, executing)
    if (signal.aborted) return undefined
    if (outcome.kind === 'finished')
      return await settlePeople(tools.context, { ...given, executing }, outcome)
    return outcome.kind === 'failed'
      ? await putAside(tools, { ...given, inbound }, outcome)
      : { outcome, leftOut: 0 }
  } catch (error) {
    if (signal.aborted) return undefined
    if (error instanceof UserError) {
      return putAside(tools, { ...given, inbound }, failed(error.code, error.data).outcome)
    }
    const stack = stackOf(error)
    tools.context.log.error('activity failed', { run: progress.runId, activity: id, stack })
    return failed('engine/bug', { reference: `run ${progress.runId}, ${id}` })
  }
}

/** Too many people end the whole run; a fault of the program is nothing that a branch could be drawn for. */
const withoutOutlet = new Set(['workflow/person-limit', 'engine/bug'])

async function putAside(
  { context }: RunTools,
  { graph, step: { activity }, inbound, signal }: StepGiven & { readonly inbound: readonly Inbound[] },
  outcome: Failed,
): Promise<Executed> {
  const hasOutlet = outletsOf(graph.version.document, activity).includes('error')
  if (!hasOutlet || withoutOutlet.has(outcome.error.code)) return { outcome, leftOut: 0 }
  const [only, ...others] = inbound.map(({ populationId }) => populationId)
  const { sql } = context.workspace
  if (only === undefined) return { outcome, leftOut: 0, aside: createPopulation(sql, []) }
  const aside = others.length === 0 ? only : await copyMembers(sql, [only, ...others], signal)
  return { outcome, leftOut: 0, aside }
}

function stepOf(
  { context, preparations }: RunTools,
  { graph, progress, step: { activity }, signal }: StepGiven,
  inbound: readonly Inbound[],
): Step {
  const task = progress.tasks.get(activity.id)
  return {
    context,
    preparations,
    runId: progress.runId,
    workflowId: progress.workflowId,
    document: graph.version.document,
    activity,
    inbound,
    signal,
    startedAt: task?.startedAt ?? context.clock.now(),
    dueAt: progress.dueAt,
    isHurried: task?.isHurried ?? false,
    memory: task?.memory ?? {},
    variables: progress.variables,
  }
}

function failed(code: string, data: ErrorData = {}): Executed & { readonly outcome: Failed } {
  return { outcome: { kind: 'failed', error: { code, data } }, leftOut: 0 }
}

type Failed = Extract<StepOutcome, { kind: 'failed' }>
