import type { z } from 'zod'
import { activityDefinitions, isActivityKind, type ActivityKind } from '../../../shared/activities/index.ts'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { ActivityRunner, FiringMoment, Variables } from './activity-runner.ts'
import { findRunner } from './index.ts'

/** Triggers of a workflow that can fire: by the clock, or from outside. */
export interface Triggers {
  readonly byClock: readonly Activity[]
  readonly bySignal: readonly Activity[]
}

/** The triggers of a document that are not disabled. */
export function triggersOf({ activities }: WorkflowDocument): Triggers {
  const triggers = activities.filter(({ kind, mode }) => {
    return mode !== 'disabled' && definitionOf(kind)?.isTrigger
  })
  return {
    byClock: triggers.filter(({ kind }) => isActivityKind(kind) && findRunner(kind).nextFirings),
    bySignal: triggers.filter(({ kind }) => isActivityKind(kind) && findRunner(kind).receive),
  }
}

/**
 * When a trigger fires next, epoch ms, so many times at most; none where it never will again.
 * @throws z.ZodError for settings that are not complete
 */
export function nextFiringsOf(
  { kind, settings }: Activity,
  moment: FiringMoment,
  most: number,
): readonly number[] {
  const runner = runnerFor(kind)
  return runner?.nextFirings?.(parse(kind, settings), moment, most) ?? []
}

/**
 * The variables that a run begins with when a trigger is fired from outside.
 * @throws UserError `workflow/signal-parameters` where the given ones are not those that are declared
 */
export function receiveSignal({ kind, settings }: Activity, parameters: Variables): Variables {
  return runnerFor(kind)?.receive?.(parse(kind, settings), parameters) ?? {}
}

function runnerFor(kind: string): ActivityRunner<ActivityKind> | undefined {
  return isActivityKind(kind) ? findRunner(kind) : undefined
}

function parse(
  kind: string,
  settings: Activity['settings'],
): z.output<(typeof activityDefinitions)[ActivityKind]['settings']> {
  if (!isActivityKind(kind)) throw new Error(`no such kind: ${kind}`)
  return activityDefinitions[kind].settings.parse(settings)
}
