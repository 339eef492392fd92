import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { advanceRun } from './advance-run.ts'
import { reviveRun } from './end-run.ts'

/** Takes runs further, by itself too when a delivery that one waits for has changed. */
export interface Advances {
  /** Takes a run as far as it goes; one that is under way looks again at its end. */
  advance(runId: number): void
  /** Cuts off what is being executed. */
  abort(runId: number): void
  isBusy(): boolean
  /** Resolves when nothing of a run can be executed without something from outside. */
  whenSettled(runId: number): Promise<void>
  stop(): Promise<void>
}

interface Advance {
  readonly abort: AbortController
  readonly settled: Promise<void>
  isWantedAgain: boolean
}

/** Begins to listen; nothing is executed until something asks for it. */
export function createAdvances(context: EngineContext, preparations: Preparations): Advances {
  const advances = new Map<number, Advance>()
  const stopping = new AbortController()

  function advance(runId: number): void {
    const present = advances.get(runId)
    if (present) present.isWantedAgain = true
    if (present || stopping.signal.aborted) return
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, stopping.signal])
    const settled = advanceRun({ context, preparations, runId, signal })
      .catch(error => context.log.error('run failed', { run: runId, stack: String(error) }))
      .then(() => {
        advances.delete(runId)
        if (entry.isWantedAgain) advance(runId)
      })
    const entry: Advance = { abort, settled, isWantedAgain: false }
    advances.set(runId, entry)
  }

  const stopHearing = context.hear('delivery.changed', ({ id }) => {
    // The one who publishes may be in the middle of a transaction.
    queueMicrotask(() => {
      const runId = stopping.signal.aborted ? undefined : reviveRun(context, id)
      if (runId !== undefined) advance(runId)
    })
  })

  return {
    advance,
    abort: runId => advances.get(runId)?.abort.abort(),
    isBusy: () => advances.size > 0,
    async whenSettled(runId) {
      for (let entry = advances.get(runId); entry; entry = advances.get(runId)) await entry.settled
    },
    async stop() {
      stopping.abort()
      stopHearing()
      await Promise.all([...advances.values()].map(entry => entry.settled))
    },
  }
}
