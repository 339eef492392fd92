import type { DeliveryPlan } from '../../../shared/contract/delivery-plan.ts'
import type { Preparation } from '../../../shared/contract/deliveries.ts'

/** How long it takes from the first message to the last: at the pace of the lines, or longer where they have hours and caps. */
export function sendingMs(
  { durationMs }: Pick<Preparation, 'durationMs'>,
  plan: DeliveryPlan | null | undefined,
): number | null {
  if (!plan || plan.limits.length === 0 || plan.endsAt === null) return durationMs
  return plan.endsAt - (plan.firstAt ?? plan.startsAt)
}
