import { typedCountAbove, type Preparation } from '../../../shared/contract/deliveries.ts'
import { UserError } from '../../../shared/errors.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import { isOutdated } from '../preparation/find-outdated.ts'
import { readDelivery } from './read-delivery.ts'
import { releaseDelivery } from './release-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** What a person confirms: the preparation that they looked at. */
export interface Confirmation {
  readonly id: number
  readonly digest: string
  readonly typedCount?: number | undefined
}

/** A delivery in these states has been confirmed; a second press changes nothing. */
const confirmedStates: readonly DeliveryState[] = ['scheduled', 'sending', 'paused', 'finished']

/**
 * Releases a prepared delivery for sending, now or at its time, and writes it to the audit log.
 * @returns whether this confirmation was the one that released it
 * @throws UserError `delivery/prepared-again`, `delivery/nobody`, `delivery/count-mistyped`, `delivery/cannot-confirm`,
 *   `delivery/too-late`
 */
export function confirmDelivery(context: EngineContext, { id, digest, typedCount }: Confirmation): boolean {
  return context.workspace.sql.transaction(() => {
    const { state, settings, preparation } = readDelivery(context.workspace.sql, id)
    if (confirmedStates.includes(state)) return false
    // Who confirms what is being prepared has looked at an earlier preparation.
    if (state === 'preparing') throw new UserError('delivery/prepared-again')
    if (state !== 'ready' || !preparation) throw new UserError('delivery/cannot-confirm', { from: state })
    if (isOutdated(context.workspace.sql, { id, settings }, preparation))
      throw new UserError('delivery/prepared-again')
    checkConfirmation(preparation, { digest, typedCount })
    const startsAt = releaseDelivery(context, { id, settings, ifDigest: digest })
    const { toDeliver, parts, cost } = preparation
    const data = { digest, toDeliver, parts, cost, startsAt }
    writeAudit(context, { action: 'delivery.confirmed', subject: `delivery ${id}`, data })
    return true
  })()
}

function checkConfirmation(preparation: Preparation, { digest, typedCount }: Omit<Confirmation, 'id'>): void {
  const { toDeliver } = preparation
  if (preparation.digest !== digest) throw new UserError('delivery/prepared-again')
  if (toDeliver === 0) throw new UserError('delivery/nobody')
  if (toDeliver > typedCountAbove && typedCount !== toDeliver) {
    throw new UserError('delivery/count-mistyped', { count: toDeliver })
  }
}
