import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { mostAttempts } from '../outbox/back-off.ts'
import { moveMessage } from '../outbox/move-message.ts'
import { readSendingPlan } from '../outbox/sending-plan.ts'
import { breathe } from '../people/breathe.ts'
import { readDeliveryState, tryMoveDelivery } from './move-delivery.ts'
import { writeAudit } from './write-audit.ts'

/** Which failed messages; all of them where nothing is said. */
export interface RetryChoice {
  readonly id: number
  readonly reason?: string | undefined
}

/** How many are tried again, and why the others are not. */
export interface RetryOutcome {
  readonly retried: number
  /** Nothing may be sent to the number any more. */
  readonly suppressed: number
  /** The person was removed. */
  readonly gone: number
  /** Another attempt would be refused in the same way. */
  readonly final: number
}

interface FailedMessage {
  readonly id: number
  readonly isSuppressed: 0 | 1
  readonly isGone: 0 | 1
  readonly isFinal: 0 | 1
}

/** Messages looked at between two breaths. */
const chunk = 500

/**
 * Queues the failed messages of a delivery again: those alone of which it is sure that they were not sent. What is unknown
 * or delivered is never touched. A finished delivery is being sent again by it.
 * @throws UserError `delivery/cannot-retry`, `delivery/too-late`, `delivery/nothing-to-retry`, `delivery/not-found`
 */
export async function retryFailed(
  context: EngineContext,
  { id, reason }: RetryChoice,
): Promise<RetryOutcome> {
  const state = readDeliveryState(context, id)
  if (!['sending', 'paused', 'finished'].includes(state))
    throw new UserError('delivery/cannot-retry', { from: state })
  checkValidity(context, id)
  const sum = { retried: 0, suppressed: 0, gone: 0, final: 0 }
  const find = prepareSearch(context)
  const retry = context.workspace.sql.transaction((rows: readonly FailedMessage[]) =>
    retryRows(context, id, rows),
  )
  for (let after = 0; ;) {
    const rows = find({ id, reason: reason ?? null, after })
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    for (const [name, count] of Object.entries(retry.immediate(rows)))
      sum[name as keyof RetryOutcome] += count
    await breathe()
  }
  if (sum.retried === 0) throw new UserError('delivery/nothing-to-retry')
  writeAudit(context, { action: 'delivery.retried', subject: `delivery ${id}`, data: { ...sum } })
  return sum
}

function checkValidity({ workspace, clock }: EngineContext, id: number): void {
  const now = clock.now()
  const { places, timetable } = readSendingPlan(workspace.sql, id, { now, timeZone: clock.timeZone() })
  if (places.every(place => timetable.deadlineOf(place) <= now)) throw new UserError('delivery/too-late')
}

/** A refusal before the last attempt is one that no attempt changes. */
function prepareSearch({ workspace }: EngineContext) {
  const select = workspace.sql.prepare(
    `SELECT m.id,
       EXISTS (SELECT 1 FROM suppressions WHERE phone = m.recipient) isSuppressed,
       NOT EXISTS (SELECT 1 FROM people WHERE id = m.person_id)
         AND NOT EXISTS (SELECT 1 FROM merged_people WHERE id = m.person_id) isGone,
       m.attempts < ${mostAttempts} AND 'refused' IS
         (SELECT outcome FROM attempts WHERE message_id = m.id ORDER BY id DESC LIMIT 1) isFinal
     FROM messages m INDEXED BY messages_by_state
     WHERE delivery_id = @id AND state = 'failed' AND m.id > @after AND (@reason IS NULL OR reason = @reason)
     ORDER BY m.id LIMIT ${chunk}`,
  )
  return (given: { readonly id: number; readonly reason: string | null; readonly after: number }) =>
    select.all(given) as FailedMessage[]
}

/** Messages and delivery move together: a queue is never left behind by a delivery that is finished. */
function retryRows(context: EngineContext, deliveryId: number, rows: readonly FailedMessage[]): RetryOutcome {
  const now = context.clock.now()
  const outcome = { retried: 0, suppressed: 0, gone: 0, final: 0 }
  for (const { id, isSuppressed, isGone, isFinal } of rows) {
    if (isSuppressed) outcome.suppressed += 1
    else if (isGone) outcome.gone += 1
    else if (isFinal) outcome.final += 1
    else {
      const message = { id, deliveryId, state: 'failed', move: 'retry' } as const
      if (moveMessage(context.workspace.sql, message, { at: now, nextAttemptAt: now })) outcome.retried += 1
    }
  }
  if (outcome.retried > 0) {
    tryMoveDelivery(context, { id: deliveryId, move: 'retry', set: { finishedAt: null } })
    const state = readDeliveryState(context, deliveryId)
    if (state === 'stopped') throw new UserError('delivery/cannot-retry', { from: state })
  }
  return outcome
}
