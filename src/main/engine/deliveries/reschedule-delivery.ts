import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { timingOf, type DeliveryStart } from '../../../shared/delivery/timing-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { instantOf } from '../../../shared/schedule/instant-of.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { editDelivery } from './edit-delivery.ts'
import { readDelivery } from './read-delivery.ts'
import { withdrawDelivery } from './withdraw-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** A delivery, and when it is to start by the clocks of its own zone. */
export interface NewTime {
  readonly id: number
  readonly day: string
  readonly time: string
}

/**
 * Moves a delivery that has not begun to another time and prepares it again, so that somebody confirms it anew. Whether it
 * starts at one time or in each person's zone stays as it is; the zone of the confirmation stays meant. One that was released
 * by itself asks from then on.
 * @throws UserError `delivery/not-found`, `delivery/time-past`, `delivery/own-dates` where people get it on dates of theirs,
 * `delivery/cannot-edit` once it has begun or is over
 */
export function rescheduleDelivery(
  context: EngineContext,
  preparations: Preparations,
  { id, day, time }: NewTime,
): void {
  const { clock, workspace } = context
  const { settings, timeZone, state } = readDelivery(workspace.sql, id)
  const before = timingOf(settings).start
  if (before.kind === 'person') throw new UserError('delivery/own-dates')
  const zone = (before.kind === 'now' ? null : before.timeZone) ?? timeZone
  if (instantOf(day, time, zone ?? clock.timeZone()) <= clock.now()) throw new UserError('delivery/time-past')
  const kind = before.kind === 'local' ? 'local' : 'at'
  workspace.sql.transaction(() => {
    if (state === 'scheduled') withdrawDelivery(context, preparations, id)
    const { settings: now } = readDelivery(workspace.sql, id)
    editDelivery(context, preparations, {
      id,
      settings: startingAt(now, { kind, day, time, timeZone: zone }),
    })
    writeAudit(context, { action: 'delivery.rescheduled', subject: `delivery ${id}`, data: { day, time } })
  })()
  preparations.start(id)
}

function startingAt(settings: DeliverySettings, start: DeliveryStart): DeliverySettings {
  return { ...settings, timing: { ...settings.timing, start } }
}
