import type { deliveryAlertCalls } from '../../../shared/contract/delivery-alerts.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { findAlerts } from './find-alerts.ts'

/** Answers what is wrong with deliveries. */
export function deliveryAlertHandlers(
  context: EngineContext,
  outbox: Pick<Outbox, 'progressOf'>,
): HandlersOf<typeof deliveryAlertCalls> {
  return { 'deliveries.alerts': () => findAlerts(context, outbox) }
}
