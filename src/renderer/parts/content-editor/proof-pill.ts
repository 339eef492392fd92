import type { MessageState } from '../../../shared/lifecycles/message.ts'
import type { PillState } from '../../ui/index.ts'

const pills: Readonly<Record<MessageState, PillState>> = {
  queued: 'queued',
  claimed: 'queued',
  accepted: 'accepted',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  unknown: 'unknown',
  expired: 'excluded',
  cancelled: 'excluded',
}

/** The colour of a proof's message. */
export function pillOf(state: MessageState): PillState {
  return pills[state]
}
