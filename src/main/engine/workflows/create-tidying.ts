import type { EngineContext } from '../context.ts'
import { stackOf } from '../stack-of.ts'
import { discardPopulations, findLoosePopulations } from './discard-populations.ts'
import { forgetOrphans } from './forget-passes.ts'
import { removeLetGo } from './let-people-go.ts'
import { purgeHistory } from './purge-history.ts'

/** Removes what nobody needs any more: people of populations that were let go of, loose populations, old runs and logs. */
export interface Tidying {
  /** Removes what was let go of. */
  now(): void
  /** Once a day, removes what is too old. */
  daily(): void
  /** Removes what workflows that are gone have left, and populations that nothing refers to unless something is executed. */
  sweep(): void
  stop(): Promise<void>
}

const dayMs = 86_400_000

/** Tidies one thing after another, beside everything else. `isBusy`: a step's own populations belong to nobody yet. */
export function createTidying(context: EngineContext, isBusy: () => boolean): Tidying {
  const { signal, queue, stop } = createQueue(context)
  let isQueued = false
  let purgedAt = Number.MIN_SAFE_INTEGER

  function sweep(): void {
    queue(() => forgetOrphans(context, signal))
    if (isBusy()) return
    const ids = findLoosePopulations(context)
    if (ids.length > 0) queue(() => discardPopulations(context, ids, signal))
  }

  return {
    now() {
      if (isQueued) return
      isQueued = true
      queue(async () => {
        isQueued = false
        await removeLetGo(context, signal)
      })
    },
    daily() {
      const now = context.clock.now()
      if (Math.abs(now - purgedAt) < dayMs) return
      purgedAt = now
      queue(async () => {
        if (await purgeHistory(context, signal)) sweep()
      })
    },
    sweep,
    stop,
  }
}

interface Queue {
  readonly signal: AbortSignal
  readonly queue: (piece: () => Promise<void>) => void
  readonly stop: () => Promise<void>
}

function createQueue({ log }: EngineContext): Queue {
  const stopping = new AbortController()
  const { signal } = stopping
  let work = Promise.resolve()
  return {
    signal,
    queue(piece) {
      work = work.then(async () => {
        if (signal.aborted) return
        await piece().catch(error => signal.aborted || log.error('tidying failed', { stack: stackOf(error) }))
      })
    },
    async stop() {
      stopping.abort()
      await work
    },
  }
}
