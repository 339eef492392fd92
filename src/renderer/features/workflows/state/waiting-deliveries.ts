import { UserError } from '../../../../shared/errors.ts'

/** Deliveries of a workflow that wait for review while it is started again. */
export interface WaitingDeliveries {
  readonly count: number
  /** The newest. */
  readonly deliveryId: number
}

/** What a refused start says of deliveries that wait; undefined when it was refused for something else. */
export function waitingIn(error: unknown): WaitingDeliveries | undefined {
  if (!(error instanceof UserError) || error.code !== 'workflow/delivery-waiting') return undefined
  return { count: Number(error.data['count']), deliveryId: Number(error.data['deliveryId']) }
}
