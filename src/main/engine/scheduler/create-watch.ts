import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import { stackOf } from '../stack-of.ts'

/** However far away the next moment is, the clock is looked at so often: it may be set, and the machine may sleep. */
export const mostQuietMs = 60_000
/** After something went wrong, a full disk for one, it is tried again so much later: everything is still due then. */
export const retryMs = 30_000

/** A clock that deals with what comes due, one look after the other. */
export interface Watch {
  /** Begins to look; what came due while nobody looked is dealt with. */
  start(): void
  stop(): Promise<void>
}

/** What a watch is for. */
export interface Watched {
  /** What it is called in the log. */
  readonly name: string
  /** Something may be due earlier once one of these is published. */
  readonly hears: readonly Parameters<EngineContext['hear']>[0][]
  /** Deals with what is due; answers when something is due again, epoch ms, and undefined while nothing is. */
  look(signal: AbortSignal): Promise<number | undefined>
}

/** Sets up a watch; it does nothing before it is started. */
export function createWatch(context: EngineContext, { name, hears, look }: Watched): Watch {
  const { clock } = context
  const abort = new AbortController()
  let cancel: Cancel | undefined
  let isStarted = false
  let looking = Promise.resolve()

  function setAlarm(ms: number): void {
    cancel?.()
    if (isStarted && !abort.signal.aborted)
      cancel = clock.after(ms, () => void (looking = looking.then(lookNow)))
  }

  async function lookNow(): Promise<void> {
    if (abort.signal.aborted) return
    try {
      const next = await look(abort.signal)
      if (next !== undefined) setAlarm(Math.min(Math.max(0, next - clock.now()), mostQuietMs))
    } catch (error) {
      context.log.error(`clock of ${name} failed`, { stack: stackOf(error) })
      setAlarm(retryMs)
    }
  }

  const stops = hears.map(push => context.hear(push, () => setAlarm(0)))
  return {
    start() {
      isStarted = true
      setAlarm(0)
    },
    async stop() {
      abort.abort()
      stops.forEach(stop => stop())
      cancel?.()
      await looking
    },
  }
}
