import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import type { EngineContext } from '../context.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { sendCopies } from '../proofs/send-copies.ts'
import { createWatch, mostQuietMs, type Watch } from '../scheduler/create-watch.ts'
import { expireLate, findNextDeadline } from './expire-late.ts'
import { tryMoveDelivery } from './move-delivery.ts'
import { releaseByItself } from './release-by-itself.ts'
import { watchSetBack } from './settle-clock.ts'
import { writeAudit } from './write-audit.ts'

/** A start that comes later than this was missed: the program was not running, or the machine was asleep. */
export const missedAfterMs = 3_600_000

/**
 * The clock of deliveries: begins what is scheduled, releases what asks nobody, expires what is too late, and sees that
 * somebody has set it back.
 */
export function createReleases(context: EngineContext, outbox: Pick<Outbox, 'wake'>): Watch {
  const isSetBack = watchSetBack(context)
  return createWatch(context, {
    name: 'deliveries',
    hears: ['delivery.changed'],
    async look(signal) {
      const wasSetBack = isSetBack()
      if ((await settleDue(context, signal)) || wasSetBack) outbox.wake()
      const next = Math.min(findNextStart(context), findNextDeadline(context), findNextLook(context))
      return Number.isFinite(next) ? next : undefined
    },
  })
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

/** While anything is being sent, the clock is looked at now and then. */
function findNextLook({ workspace, clock }: EngineContext): number {
  const sending = workspace.sql.prepare("SELECT 1 FROM deliveries WHERE state = 'sending' LIMIT 1").get()
  return sending === undefined ? Number.POSITIVE_INFINITY : clock.now() + mostQuietMs
}

function findNextStart({ workspace }: EngineContext): number {
  const next = workspace.sql
    .prepare("SELECT min(starts_at) FROM deliveries WHERE state = 'scheduled'")
    .pluck()
    .get() as number | null
  return next ?? Number.POSITIVE_INFINITY
}
