import type { z } from 'zod'
import type { SignalParameter } from '../../../shared/activities/external-signal.ts'
import type { activityDefinitions, ActivityKind } from '../../../shared/activities/index.ts'
import type { AudienceKind } from '../../../shared/audience-kind.ts'
import type { ContentSetting } from '../../../shared/content/compile-content.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import type { Activity, Transition, WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { RuleSetting } from '../audiences/rule-setting.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import type { Preparations } from '../preparation/create-preparations.ts'

/** The complete settings of a kind of activity. */
export type SettingsOf<K extends ActivityKind> = z.output<(typeof activityDefinitions)[K]['settings']>

/** What the workspace holds, as far as a workflow can refer to it. */
export interface CheckFacts {
  readonly audiences: ReadonlySet<number>
  /** The same, with what they are. */
  readonly saved: readonly { readonly id: number; readonly name: string; readonly kind: AudienceKind }[]
  /** Names of the audiences that have expired, by id. */
  readonly expiredAudiences: ReadonlyMap<number, string>
  readonly lines: ReadonlyMap<number, string>
  readonly hasDefaultLine: boolean
  /** All fields that a template may use. */
  readonly fieldNames: readonly string[]
  /** What the workspace adds to the content of messages. */
  readonly contentSetting: Omit<ContentSetting, 'fields'>
  /** Whether a line, null for the default, can send under a name. */
  takesSender(lineId: number | null): boolean
  readonly ruleSetting: RuleSetting
  /** What is known about a kept file; undefined for one that was chosen in another workspace. */
  findFile(key: string): { readonly isCopied: boolean; readonly isPlaceKnown: boolean } | undefined
  /** What was taken out of the recurring delivery of an activity and would not fire any more, as it is drawn now. */
  findLostSkips(place: Pick<Place, 'document' | 'activityId'>): LostSkips
  /** What a workflow can be sent by a signal; undefined where it is gone. */
  findSignal(workflowId: number): SignalTarget | undefined
}

/** Firings that were taken out, and the zone to say them in. */
export interface LostSkips {
  readonly moments: readonly number[]
  readonly timeZone: string
}

/** Another workflow, as far as a signal goes. */
export interface SignalTarget {
  readonly name: string
  /** What each of its External signals declares. */
  readonly signals: readonly (readonly SignalParameter[])[]
  /** Whether what it begins there leads back to a signal to the workflow that is checked. */
  readonly comesBack: boolean
}

/** Something wrong with the settings of one activity; `path` is the field that shows it. */
export interface SettingsProblem {
  readonly code: string
  readonly path: string
  readonly data?: ErrorData
  /** A warning keeps nothing from starting; without it, it is an error. */
  readonly severity?: 'warning'
}

/** Where an activity stands, for checks that depend on what is drawn around it. */
export interface Place {
  readonly document: WorkflowDocument
  readonly activityId: string
}

/** A population that comes in. */
export interface Inbound {
  readonly populationId: number
  readonly transition: Transition
}

/** What a step that is executed several times keeps between two executions; JSON. */
export type StepMemory = Readonly<Record<string, unknown>>

/** Values that a run carries along, by name. */
export type Variables = Readonly<Record<string, string | number | boolean>>

/** One activity of one run, at the moment at which it is executed. */
export interface Step {
  readonly context: EngineContext
  readonly preparations: Preparations
  readonly runId: number
  readonly workflowId: number
  readonly activity: Activity
  /** What comes in, in the order of the transitions; those that never fire in this run are left out. */
  readonly inbound: readonly Inbound[]
  /** The document that the run executes. */
  readonly document: WorkflowDocument
  /** When the activity was begun in this run, epoch ms; the same each time that it is executed again. */
  readonly startedAt: number
  /** The moment for which the run was meant, epoch ms: the firing of its schedule, which may have begun late. */
  readonly dueAt: number
  /** Somebody asked not to wait any longer: what waits for a moment, or for people's moments, lets all go now. */
  readonly isHurried: boolean
  /** What the last execution of this step left to itself; what somebody answered stands there as `answer`. */
  readonly memory: StepMemory
  readonly variables: Variables
  /** Set when the run is stopped or the engine ends. */
  readonly signal: AbortSignal
}

/** A line that a step adds to the log: `code` is one of the log's. */
export interface StepNote {
  readonly code:
    | 'people-without-date'
    | 'people-past-date'
    | 'people-updated'
    | 'people-subscribed'
    | 'people-unsubscribed'
    | 'people-held-back'
    | 'people-without-number'
    | 'file-loaded'
    | 'firing-nobody'
    | 'firing-paused'
    | 'firing-skipped'
    | 'firing-stopped'
  readonly data: ErrorData
}

/** Something that an activity brings about elsewhere. */
export type StepEffect =
  /** Everything of the run that is still under way is skipped, and the run is over (FC-01). */
  | { readonly kind: 'end-run' }
  /** The External signal of another workflow fires, if that is started (FC-10). */
  | { readonly kind: 'signal'; readonly workflowId: number; readonly parameters: Variables }
  /** A delivery that could not be prepared is over, whatever its state was. */
  | { readonly kind: 'stop-delivery'; readonly deliveryId: number }

/**
 * What became of a step. `outputs` are populations by outlet: new ones that nothing refers to yet, or one that came in,
 * at as many outlets as it is to leave by. They become the activity's in the transaction that finishes it, so that a run
 * that is cut off in between begins the activity anew.
 */
export type StepOutcome =
  | {
      readonly kind: 'finished'
      readonly outputs: Readonly<Record<string, number>>
      /** Variables that it sets for what comes behind it. */
      readonly variables?: Variables
      /** What happens beyond the branch, in the same transaction. */
      readonly effects?: readonly StepEffect[]
      /** What people want to find in the log of the run. */
      readonly notes?: readonly StepNote[]
    }
  /** Something outside has to happen first; the step is executed again when it has, or at `until` (epoch ms). */
  | {
      readonly kind: 'waiting'
      readonly until?: number
      readonly memory?: StepMemory
      /** People who go on already, by outlet: each population is taken further in a run of its own. */
      readonly released?: Readonly<Record<string, number>>
      readonly notes?: readonly StepNote[]
    }
  | {
      readonly kind: 'failed'
      readonly error: Trouble
      /** What happens besides where those who came in leave by the outlet for errors. */
      readonly rerouted?: readonly StepEffect[]
    }

/** What a schedule is asked at. */
export interface FiringMoment {
  /** Epoch ms; the answer lies behind it. */
  readonly after: number
  /** The workflow's, an IANA name; settings may name another one. */
  readonly timeZone: string
  /** When this trigger was started, epoch ms: counts of days and weeks begin there. */
  readonly startedAt: number
  /** How often it has fired since. */
  readonly firings: number
}

/** What is left of the output of a source, by outlet, and a population of those who were left out. */
export interface TakenBack {
  readonly outputs: Readonly<Record<string, number>>
  readonly aside: number
}

/** What the engine does with one kind of activity. */
export interface ActivityRunner<K extends ActivityKind> {
  /** Issue codes of settings that are not filled in, by path, where the general one would be too vague; `*` is any index. */
  readonly missing: Readonly<Record<string, string>>
  /** What is wrong with complete settings in this workspace. */
  check(settings: SettingsOf<K>, facts: CheckFacts, place: Place): SettingsProblem[]
  /** Executes a step, or goes on with it: it may have been cut off at any point of an earlier execution. */
  execute(settings: SettingsOf<K>, step: Step): Promise<StepOutcome>
  /**
   * For a source that remembers whom it has returned: takes those back whom the qualification rule kept from entering, so
   * that they are returned again.
   * @returns what leaves it now
   */
  takeBack?(step: Step, left: TakenBack): Promise<Readonly<Record<string, number>>>
  /** For a trigger that goes by the clock: when it fires next, epoch ms, so many times at most; none where it never will. */
  nextFirings?(settings: SettingsOf<K>, moment: FiringMoment, most: number): readonly number[]
  /**
   * For a trigger that is fired from outside: the variables that a run begins with.
   * @throws UserError `workflow/signal-parameters` where the given ones are not those that are declared
   */
  receive?(settings: SettingsOf<K>, parameters: Variables): Variables
}
