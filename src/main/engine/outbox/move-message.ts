import type { Database } from 'better-sqlite3'
import { targetOf } from '../../../shared/lifecycles/define-lifecycle.ts'
import { messageLife, type MessageMove, type MessageState } from '../../../shared/lifecycles/message.ts'
import { prepared } from './prepared.ts'

/** A message as it is known to be before a move. */
export interface MovableMessage {
  readonly id: number
  readonly deliveryId: number
  readonly state: MessageState
}

/** One message went from one state to another. */
export interface Change {
  readonly deliveryId: number
  readonly from: MessageState
  readonly to: MessageState
}

/** What moves write beside the state; each uses what it needs. */
export interface MoveValues {
  readonly at: number
  readonly reason?: string | null
  readonly lineId?: number
  readonly nextAttemptAt?: number
  /** 1 where the attempt was prevented by the line itself and does not count. */
  readonly uncounted?: 0 | 1
}

const writes: Readonly<Record<MessageMove, string>> = {
  claim: 'attempts = attempts + 1, line_id = @lineId, reason = NULL',
  accept: 'accepted_at = @at, reason = NULL',
  requeue: 'next_attempt_at = @nextAttemptAt, reason = @reason, attempts = attempts - @uncounted',
  refuse: 'settled_at = @at, reason = @reason',
  lose: 'reason = @reason',
  deliver: 'accepted_at = coalesce(accepted_at, @at), settled_at = @at, reason = NULL',
  undeliver: 'accepted_at = coalesce(accepted_at, @at), settled_at = @at, reason = @reason',
  cancel: 'settled_at = @at, reason = coalesce(@reason, reason)',
  expire: 'settled_at = @at, reason = @reason',
  assumeSent: 'accepted_at = @at',
  assumeFailed: 'settled_at = @at',
  retry: 'settled_at = NULL, next_attempt_at = @nextAttemptAt, reason = NULL, attempts = 0',
}

/**
 * Moves a message along its lifecycle with one guarded update. Nothing happens, and nothing is returned, where the
 * table has no such move from its state or where the row is no longer in that state.
 */
export function moveMessage(
  database: Database,
  message: MovableMessage & { readonly move: MessageMove },
  values: MoveValues,
): Change | undefined {
  const { id, deliveryId, state: from, move } = message
  const to = targetOf(messageLife, from, move)
  if (!to) return undefined
  const sql = `UPDATE messages SET state = @to, changed_at = @at, ${writes[move]} WHERE id = @id AND state = @from`
  const defaults = { reason: null, lineId: null, nextAttemptAt: 0, uncounted: 0 }
  const { changes } = prepared(database, sql).run({ ...defaults, ...values, id, from, to })
  return changes === 1 ? { deliveryId, from, to } : undefined
}
