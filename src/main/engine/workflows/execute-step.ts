import { isActivityKind } from '../../../shared/activities/index.ts'
import { UserError, type ErrorData } from '../../../shared/errors.ts'
import { definitionOf, outletsOf } from '../../../shared/workflow/graph.ts'
import type { StepOutcome } from '../activities/activity-runner.ts'
import { executeActivity } from '../activities/index.ts'
import { copyMembers } from '../populations/copy-members.ts'
import { createPopulation } from '../populations/create-population.ts'
import { admitPeople } from './admit-people.ts'
import type { ReadyStep } from './plan-run.ts'
import { restrictOutputs } from './restrict-outputs.ts'
import type { RunGraph } from './run-graph.ts'
import type { RunProgress } from './run-progress.ts'
import type { RunTools } from './run-tools.ts'

/** One step of a run at the moment at which it is executed. */
export interface StepGiven {
  readonly graph: RunGraph
  readonly progress: RunProgress
  readonly step: ReadyStep
  readonly signal: AbortSignal
}

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
  try {
    const outcome = await executeActivity(kind, stepOf(tools, given))
    if (signal.aborted) return undefined
    if (outcome.kind === 'finished') return await settlePeople(tools, given, outcome)
    return outcome.kind === 'failed' ? await putAside(tools, given, outcome) : { outcome, leftOut: 0 }
  } catch (error) {
    if (signal.aborted) return undefined
    if (error instanceof UserError) return putAside(tools, given, failed(error.code, error.data).outcome)
    const stack = error instanceof Error ? error.stack : String(error)
    tools.context.log.error('activity failed', { run: progress.runId, activity: id, stack })
    return failed('engine/bug', { reference: `run ${progress.runId}, ${id}` })
  }
}

/** Too many people end the whole run; a fault of the program is nothing that a branch could be drawn for. */
const withoutOutlet = new Set(['workflow/person-limit', 'engine/bug'])

async function putAside(
  { context }: RunTools,
  { graph, step: { activity, inbound }, signal }: StepGiven,
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

function stepOf({ context, preparations }: RunTools, { graph, progress, step, signal }: StepGiven) {
  const { activity, inbound } = step
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

type Finished = Extract<StepOutcome, { kind: 'finished' }>
type Failed = Extract<StepOutcome, { kind: 'failed' }>

async function settlePeople(tools: RunTools, given: StepGiven, outcome: Finished): Promise<Executed> {
  const { context } = tools
  const { graph, progress, step, signal } = given
  const isSource = definitionOf(step.activity.kind)?.isSource === true
  if (!isSource && !step.isBorrowing) return { outcome, leftOut: 0 }
  const outputs = await ownOutputs(tools, given, outcome.outputs)
  const populationIds = [...new Set(Object.values(outputs))]
  if (step.isBorrowing) {
    const to = [...progress.outputs]
      .filter(([key]) => key.startsWith(`${progress.entryId} `))
      .map(([, id]) => id)
    await restrictOutputs(context, { populationIds, to, signal })
  }
  const leftOut = isSource ? await admitPeople(context, { graph, progress, populationIds, signal }) : 0
  return { outcome: { ...outcome, outputs }, leftOut }
}

/** Populations that came in belong to somebody else: they are copied before anybody is removed. */
async function ownOutputs(
  { context }: RunTools,
  { step, signal }: StepGiven,
  outputs: Finished['outputs'],
): Promise<Record<string, number>> {
  const inbound = new Set(step.inbound.map(({ populationId }) => populationId))
  const copies = new Map<number, number>()
  const own: Record<string, number> = {}
  for (const [outlet, id] of Object.entries(outputs)) {
    const copy =
      copies.get(id) ?? (inbound.has(id) ? await copyMembers(context.workspace.sql, [id], signal) : id)
    copies.set(id, copy)
    own[outlet] = copy
  }
  return own
}
