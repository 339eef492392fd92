import { isActivityKind } from '../../../shared/activities/index.ts'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { Step, StepOutcome } from '../activities/activity-runner.ts'
import { findRunner } from '../activities/index.ts'
import type { EngineContext } from '../context.ts'
import { copyMembers } from '../populations/copy-members.ts'
import { admitPeople } from './admit-people.ts'
import type { StepGiven } from './step-given.ts'
import { keepOnly, leaveAway } from './restrict-outputs.ts'

type Finished = Extract<StepOutcome, { kind: 'finished' }>

/** A step that has been executed. */
export interface StepDone extends StepGiven {
  readonly executing: Step
}

/**
 * Settles who of the output of a step really goes on: whom the qualification rule admits; of what meets people who go on
 * by themselves, only they; and where they were already, all others.
 * @returns with the outcome, how many people the rule left out
 */
export async function settlePeople(
  context: EngineContext,
  done: StepDone,
  outcome: Finished,
): Promise<{ readonly outcome: Finished; readonly leftOut: number }> {
  const { progress, step, signal } = done
  const { away, isBorrowing } = step
  const isSource = definitionOf(step.activity.kind)?.isSource === true
  if (!isSource && !isBorrowing && away.length === 0) return { outcome, leftOut: 0 }
  const outputs = await ownOutputs(context, done, outcome.outputs)
  const populationIds = [...new Set(Object.values(outputs))]
  if (isBorrowing) {
    const entry = [...progress.outputs].filter(([key]) => key.startsWith(`${progress.entryId} `))
    await keepOnly(context, { populationIds, others: entry.map(([, id]) => id), signal })
  }
  if (away.length > 0) await leaveAway(context, { populationIds, others: away, signal })
  if (!isSource) return { outcome: { ...outcome, outputs }, leftOut: 0 }
  const settled = await admit(context, done, outputs)
  return { outcome: { ...outcome, outputs: settled.outputs }, leftOut: settled.leftOut }
}

/** A source that remembers whom it has returned is told whom the rule has left out: they are not to be lost. */
async function admit(
  context: EngineContext,
  { graph, progress, step: { activity }, executing, signal }: StepDone,
  outputs: Finished['outputs'],
): Promise<{ readonly outputs: Finished['outputs']; readonly leftOut: number }> {
  const runner = isActivityKind(activity.kind) ? findRunner(activity.kind) : undefined
  const populationIds = [...new Set(Object.values(outputs))]
  const keepsAside = runner?.takeBack !== undefined
  const { leftOut, aside } = await admitPeople(context, {
    graph,
    progress,
    populationIds,
    keepsAside,
    signal,
  })
  if (!runner?.takeBack || aside === undefined || leftOut === 0) return { outputs, leftOut }
  return { outputs: await runner.takeBack(executing, { outputs, aside }), leftOut }
}

/** Populations that came in belong to somebody else: they are copied before anybody is removed. */
async function ownOutputs(
  { workspace: { sql } }: EngineContext,
  { executing, signal }: StepDone,
  outputs: Finished['outputs'],
): Promise<Record<string, number>> {
  const inbound = new Set(executing.inbound.map(({ populationId }) => populationId))
  const copies = new Map<number, number>()
  const own: Record<string, number> = {}
  for (const [outlet, id] of Object.entries(outputs)) {
    const copy = copies.get(id) ?? (inbound.has(id) ? await copyMembers(sql, [id], signal) : id)
    copies.set(id, copy)
    own[outlet] = copy
  }
  return own
}
