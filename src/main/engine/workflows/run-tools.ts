import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'

/** Runs that can be executed now because of something that was done. */
export type Begun = readonly number[]

/** What runs are executed with. */
export interface RunTools {
  readonly context: EngineContext
  readonly preparations: Preparations
  /** Whether it is a rehearsal, in which nothing of what happens leaves the workflow. */
  readonly isRehearsal: boolean
  /** Tells clients that a run looks different. Not inside a transaction: what is told must be on disk. */
  readonly announce: (runId: number) => void
}
