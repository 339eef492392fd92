import type { RetryOutcome } from '../../../shared/contract/delivery-retry.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { mostAttempts } from '../outbox/back-off.ts'
import { moveMessage } from '../outbox/move-message.ts'
import { readSendingPlan } from '../outbox/sending-plan.ts'
import { breathe } from '../people/breathe.ts'
import { readDeliveryState, tryMoveDelivery } from './move-delivery.ts'
import { noteAsItGoes } from './write-audit.ts'

/** Which failed messages; all of them where nothing is said. */
export interface RetryChoice {
  readonly id: number
  readonly reason?: string | undefined
  /** Also those that a person counted as failed, although they may have arrived. */
  readonly includesUnsure?: boolean | undefined
}

interface FailedMessage {
  readonly id: number
  readonly isSuppressed: 0 | 1
  readonly isGone: 0 | 1
  readonly isFinal: 0 | 1
  readonly isUnsure: 0 | 1
}

/** Messages looked at between two breaths. */
const chunk = 500

const none: RetryOutcome = { retried: 0, unsure: 0, suppressed: 0, gone: 0, final: 0 }

/** What a retry would do with each failed message, without doing it. */
export async function foreseeRetry(context: EngineContext, choice: RetryChoice): Promise<RetryOutcome> {
  readDeliveryState(context, choice.id)
  const sum = { ...none }
  await eachFailed(context, choice, rows => {
    for (const row of rows) sum[fateOf(row, choice)] += 1
  })
  return sum
}

/**
 * Queues the failed messages of a delivery again: those alone of which it is sure that they were not sent, unless those that
 * a person counted as failed are asked for too. What is unknown or delivered is never touched. A finished delivery is being
 * sent again by it.
 * @throws UserError `delivery/cannot-retry`, `delivery/too-late`, `delivery/nothing-to-retry`, `delivery/not-found`
 */
export async function retryFailed(context: EngineContext, choice: RetryChoice): Promise<RetryOutcome> {
  const { id } = choice
  const state = readDeliveryState(context, id)
  if (!['sending', 'paused', 'finished'].includes(state))
    throw new UserError('delivery/cannot-retry', { from: state })
  checkValidity(context, id)
  let sum = none
  const note = noteAsItGoes(context, { action: 'delivery.retried', subject: `delivery ${id}` })
  const retry = context.workspace.sql.transaction((rows: readonly FailedMessage[]) => {
    const next = addUp(sum, retryRows(context, choice, rows))
    if (next.retried > 0) note(next)
    return next
  })
  await eachFailed(context, choice, rows => void (sum = retry.immediate(rows)))
  if (sum.retried === 0) throw new UserError('delivery/nothing-to-retry')
  return sum
}

function addUp(sum: RetryOutcome, more: RetryOutcome): RetryOutcome {
  const total = { ...sum }
  for (const [name, count] of Object.entries(more)) total[name as keyof RetryOutcome] += count
  return total
}

async function eachFailed(
  context: EngineContext,
  { id, reason }: RetryChoice,
  take: (rows: readonly FailedMessage[]) => void,
): Promise<void> {
  const find = prepareSearch(context)
  for (let after = 0; ;) {
    const rows = find({ id, reason: reason ?? null, after })
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    take(rows)
    await breathe()
  }
}

/** The first reason not to try it again counts. */
function fateOf(
  { isSuppressed, isGone, isFinal, isUnsure }: FailedMessage,
  { includesUnsure }: RetryChoice,
): keyof RetryOutcome {
  if (isSuppressed) return 'suppressed'
  if (isGone) return 'gone'
  if (isFinal) return 'final'
  return isUnsure && !includesUnsure ? 'unsure' : 'retried'
}

function checkValidity({ workspace, clock }: EngineContext, id: number): void {
  const now = clock.now()
  const { places, timetable } = readSendingPlan(workspace.sql, id, { now, timeZone: clock.timeZone() })
  if (places.every(place => timetable.deadlineOf(place) <= now)) throw new UserError('delivery/too-late')
}

/**
 * A refusal before the last attempt is one that no attempt changes. What failed without a refusal was lost on its way, and a
 * person decided that it counts as failed.
 */
function prepareSearch({ workspace }: EngineContext) {
  const select = workspace.sql.prepare(
    `SELECT m.id,
       EXISTS (SELECT 1 FROM suppressions WHERE phone = m.recipient) isSuppressed,
       NOT EXISTS (SELECT 1 FROM people WHERE id = m.person_id)
         AND NOT EXISTS (SELECT 1 FROM merged_people WHERE id = m.person_id) isGone,
       m.attempts < ${mostAttempts} AND 'refused' IS
         (SELECT outcome FROM attempts WHERE message_id = m.id ORDER BY id DESC LIMIT 1) isFinal,
       'refused' IS NOT
         (SELECT outcome FROM attempts WHERE message_id = m.id ORDER BY id DESC LIMIT 1) isUnsure
     FROM messages m INDEXED BY messages_by_state
     WHERE delivery_id = @id AND state = 'failed' AND m.id > @after AND (@reason IS NULL OR reason = @reason)
     ORDER BY m.id LIMIT ${chunk}`,
  )
  return (given: { readonly id: number; readonly reason: string | null; readonly after: number }) =>
    select.all(given) as FailedMessage[]
}

/** Messages and delivery move together: a queue is never left behind by a delivery that is finished. */
function retryRows(
  context: EngineContext,
  choice: RetryChoice,
  rows: readonly FailedMessage[],
): RetryOutcome {
  const { id: deliveryId } = choice
  const now = context.clock.now()
  const outcome = { ...none }
  for (const row of rows) {
    const fate = fateOf(row, choice)
    const message = { id: row.id, deliveryId, state: 'failed', move: 'retry' } as const
    const isMoved =
      fate !== 'retried' ||
      moveMessage(context.workspace.sql, message, { at: now, nextAttemptAt: now }) !== undefined
    if (isMoved) outcome[fate] += 1
  }
  if (outcome.retried > 0) {
    tryMoveDelivery(context, { id: deliveryId, move: 'retry', set: { finishedAt: null } })
    const state = readDeliveryState(context, deliveryId)
    if (state === 'stopped') throw new UserError('delivery/cannot-retry', { from: state })
  }
  return outcome
}
