import type { MessageState } from '../../../shared/lifecycles/message.ts'
import type { MessageTone } from '../../ui/index.ts'

/** The colour of each state of a message. */
export const messageTones: Readonly<Record<MessageState, MessageTone>> = {
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
