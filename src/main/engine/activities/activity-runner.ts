import type { z } from 'zod'
import type { activityDefinitions, ActivityKind } from '../../../shared/activities/index.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import type { Activity } from '../../../shared/workflow-document.ts'
import type { RuleSetting } from '../audiences/rule-setting.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'

/** The complete settings of a kind of activity. */
export type SettingsOf<K extends ActivityKind> = z.output<(typeof activityDefinitions)[K]['settings']>

/** What the workspace holds, as far as a workflow can refer to it. */
export interface CheckFacts {
  readonly audiences: ReadonlySet<number>
  /** Names of the audiences that have expired, by id. */
  readonly expiredAudiences: ReadonlyMap<number, string>
  readonly lines: ReadonlySet<number>
  readonly hasDefaultLine: boolean
  /** All fields that a template may use. */
  readonly fieldNames: readonly string[]
  readonly ruleSetting: RuleSetting
}

/** Something wrong with the settings of one activity; `path` is the field that shows it. */
export interface SettingsProblem {
  readonly code: string
  readonly path: string
  readonly data?: ErrorData
  /** A warning keeps nothing from starting; without it, it is an error. */
  readonly severity?: 'warning'
}

/** One activity of one run, at the moment at which it is executed. */
export interface Step {
  readonly context: EngineContext
  readonly preparations: Preparations
  readonly runId: number
  readonly workflowId: number
  readonly activity: Activity
  /** Populations that come in, in the order of the transitions. */
  readonly inbound: readonly number[]
  /** Set when the run is stopped or the engine ends. */
  readonly signal: AbortSignal
}

/**
 * What became of a step. `outputs` are populations by outlet that nothing refers to yet: they become the activity's in
 * the transaction that finishes it, so that a run that is cut off in between begins the activity anew.
 */
export type StepOutcome =
  | { readonly kind: 'finished'; readonly outputs: Readonly<Record<string, number>> }
  /** Something outside has to happen first; the step is executed again when it has. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly error: string }

/** What the engine does with one kind of activity. */
export interface ActivityRunner<K extends ActivityKind> {
  /** Issue codes of settings that are not filled in, by path, where the general one would be too vague. */
  readonly missing: Readonly<Record<string, string>>
  /** What is wrong with complete settings in this workspace. */
  check(settings: SettingsOf<K>, facts: CheckFacts): SettingsProblem[]
  /** Executes a step, or goes on with it: it may have been cut off at any point of an earlier execution. */
  execute(settings: SettingsOf<K>, step: Step): Promise<StepOutcome>
}
