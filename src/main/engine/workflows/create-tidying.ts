import type { EngineContext } from '../context.ts'
import { discardPopulations, findLoosePopulations } from './discard-populations.ts'
import { removeLetGo } from './let-people-go.ts'
import { purgeHistory } from './purge-history.ts'

/** Removes what nobody needs any more: people of populations that were let go of, loose populations, old runs and logs. */
export interface Tidying {
  /** Removes what was let go of; once a day what is too old as well. */
  now(): void
  /** Removes populations that nothing refers to, if nothing is being executed. */
  sweep(): void
  stop(): Promise<void>
}

const dayMs = 86_400_000

/** Tidies one thing after another, beside everything else. `isBusy`: a step's own populations belong to nobody yet. */
export function createTidying(context: EngineContext, isBusy: () => boolean): Tidying {
  const stopping = new AbortController()
  const { signal } = stopping
  let work = Promise.resolve()
  let isQueued = false
  let purgedAt = Number.MIN_SAFE_INTEGER

  function queue(piece: () => Promise<void>): void {
    work = work.then(async () => {
      if (signal.aborted) return
      await piece().catch(error => context.log.error('tidying failed', { stack: String(error) }))
    })
  }

  function sweep(): void {
    if (isBusy()) return
    const ids = findLoosePopulations(context)
    if (ids.length > 0) queue(() => discardPopulations(context, ids, signal))
  }

  async function tidy(): Promise<void> {
    isQueued = false
    await removeLetGo(context, signal)
    const now = context.clock.now()
    if (Math.abs(now - purgedAt) < dayMs) return
    purgedAt = now
    if (await purgeHistory(context, signal)) sweep()
  }

  return {
    now() {
      if (isQueued) return
      isQueued = true
      queue(tidy)
    },
    sweep,
    async stop() {
      stopping.abort()
      await work
    },
  }
}
