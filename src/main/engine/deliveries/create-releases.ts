import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { sendCopies } from '../proofs/send-copies.ts'
import { expireLate, findNextDeadline } from './expire-late.ts'
import { tryMoveDelivery } from './move-delivery.ts'
import { releaseByItself } from './release-by-itself.ts'
import { writeAudit } from './write-audit.ts'

/** The clock of deliveries: begins what is scheduled, releases what asks nobody, expires what is too late. */
export interface Releases {
  /** Begins to look; what came due while nobody looked is dealt with. */
  start(): void
  stop(): Promise<void>
}

/** However far away the next moment is, the clock is looked at so often: it may be set, and the machine may sleep. */
const mostQuietMs = 60_000
/** After something went wrong, a full disk for one, it is tried again so much later. */
const retryMs = 30_000
/** A start that comes later than this was missed: the program was not running, or the machine was asleep. */
export const missedAfterMs = 3_600_000

/** Sets up the clock of deliveries; it does nothing before it is started. */
export function createReleases(context: EngineContext, outbox: Pick<Outbox, 'wake'>): Releases {
  const { clock } = context
  const abort = new AbortController()
  let cancel: Cancel | undefined
  let isStarted = false
  let looking = Promise.resolve()

  function setAlarm(ms: number): void {
    cancel?.()
    if (isStarted && !abort.signal.aborted)
      cancel = clock.after(ms, () => void (looking = looking.then(look)))
  }

  async function look(): Promise<void> {
    if (abort.signal.aborted) return
    try {
      if (await settleDue(context, abort.signal)) outbox.wake()
      const next = Math.min(findNextStart(context), findNextDeadline(context))
      if (Number.isFinite(next)) setAlarm(Math.min(Math.max(0, next - clock.now()), mostQuietMs))
    } catch (error) {
      context.log.error('clock of deliveries failed', { stack: stackOf(error) })
      setAlarm(retryMs)
    }
  }

  const stopHearing = context.hear('delivery.changed', () => setAlarm(0))
  return {
    start() {
      isStarted = true
      setAlarm(0)
    },
    async stop() {
      abort.abort()
      stopHearing()
      cancel?.()
      await looking
    },
  }
}

async function settleDue(context: EngineContext, signal: AbortSignal): Promise<boolean> {
  const hasBegun = beginDue(context)
  const hasReleased = releaseByItself(context)
  return (await expireLate(context, signal)) || hasBegun || hasReleased
}

/** Begins what is due; what was missed and is not to be sent late waits for a person. */
function beginDue(context: EngineContext): boolean {
  const now = context.clock.now()
  const due = context.workspace.sql
    .prepare(
      `SELECT id, settings, starts_at startsAt FROM deliveries
       WHERE state = 'scheduled' AND starts_at <= ? ORDER BY starts_at, confirmed_at, id`,
    )
    .all(now) as { id: number; settings: string; startsAt: number }[]
  for (const { id, settings, startsAt } of due) {
    const lateMs = now - startsAt
    const { missed } = timingOf(JSON.parse(settings) as DeliverySettings)
    const isHeld = missed === 'hold' && lateMs > missedAfterMs
    const trouble = isHeld ? { code: 'delivery/start-missed', data: {} } : null
    context.workspace.sql.transaction(() => {
      const set = { begunAt: now, trouble }
      if (!tryMoveDelivery(context, { id, move: isHeld ? 'hold' : 'begin', set })) return
      if (!isHeld) sendCopies(context, id)
      const action = isHeld ? 'delivery.start-missed' : 'delivery.begun'
      writeAudit(context, { action, subject: `delivery ${id}`, data: { startsAt, lateMs } })
    })()
  }
  return due.length > 0
}

function findNextStart({ workspace }: EngineContext): number {
  const next = workspace.sql
    .prepare("SELECT min(starts_at) FROM deliveries WHERE state = 'scheduled'")
    .pluck()
    .get() as number | null
  return next ?? Number.POSITIVE_INFINITY
}

function stackOf(error: unknown): string {
  return error instanceof Error ? String(error.stack) : String(error)
}
