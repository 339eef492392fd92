import { sendingOf } from '../../../shared/delivery/sending-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { readDelivery } from './read-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** How much a delivery may cost from now on, in millionths; null is no limit. */
export interface RaisedBudget {
  readonly id: number
  readonly budgetMicros: number | null
}

/**
 * Lets a paused delivery spend more than it was confirmed with: nobody gets another message by it, so that nothing has to be
 * prepared again, but what was decided is written down.
 * @throws UserError `delivery/cannot-raise`, `delivery/not-found`
 */
export function raiseBudget(context: EngineContext, { id, budgetMicros }: RaisedBudget): void {
  const { sql } = context.workspace
  const { state, settings } = readDelivery(sql, id)
  const before = sendingOf(settings).budgetMicros
  const isMore = before !== null && (budgetMicros === null || budgetMicros > before)
  if (state !== 'paused' || !isMore) throw new UserError('delivery/cannot-raise')
  const raised = { ...settings, sending: { ...settings.sending, budgetMicros } }
  sql.prepare('UPDATE deliveries SET settings = ? WHERE id = ?').run(JSON.stringify(raised), id)
  writeAudit(context, {
    action: 'delivery.budget-raised',
    subject: `delivery ${id}`,
    data: { before, budgetMicros },
  })
}
