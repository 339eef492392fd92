import { sendingOf } from '../../../shared/delivery/sending-settings.ts'
import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { moveDelivery, unprepared } from './move-delivery.ts'
import { readDelivery } from './read-delivery.ts'
import { writeAudit } from './write-audit.ts'

/**
 * Takes the confirmation of a delivery back that waits for its time: it is ready to be reviewed again. One that was released
 * by itself becomes a draft that asks, or it would be released again at once.
 * @throws UserError `delivery/not-found`, `delivery/cannot-withdraw`
 */
export function withdrawDelivery(context: EngineContext, preparations: Preparations, id: number): void {
  const { sql } = context.workspace
  const { settings, state } = readDelivery(sql, id)
  const isAutomatic = state === 'scheduled' && sendingOf(settings).confirmation.kind === 'automatic'
  const set = { confirmedAt: null, startsAt: null, timeZone: null, trouble: null }
  sql.transaction(() => {
    if (isAutomatic) {
      moveDelivery(context, { id, move: 'edit', set: { ...set, ...unprepared } })
      const asking = { ...settings, sending: { ...settings.sending, confirmation: undefined } }
      sql.prepare('UPDATE deliveries SET settings = ? WHERE id = ?').run(JSON.stringify(asking), id)
    } else moveDelivery(context, { id, move: 'withdraw', set })
    writeAudit(context, { action: 'delivery.withdrawn', subject: `delivery ${id}`, data: { isAutomatic } })
  })()
  if (isAutomatic) preparations.sweep(id)
}
