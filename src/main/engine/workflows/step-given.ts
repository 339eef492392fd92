import type { ReadyStep } from './plan-run.ts'
import type { RunGraph } from './run-graph.ts'
import type { RunProgress } from './run-progress.ts'

/** One step of a run at the moment at which it is executed. */
export interface StepGiven {
  readonly graph: RunGraph
  readonly progress: RunProgress
  readonly step: ReadyStep
  readonly signal: AbortSignal
}
