import type { EngineContext } from '../context.ts'
import { tooLate } from '../outbox/claim-messages.ts'
import { finishIfDone } from '../outbox/delivery-moves.ts'
import { readSendingPlan, type SendingPlan } from '../outbox/sending-plan.ts'
import { breathe } from '../people/breathe.ts'
import { unknownPlace, type Place } from '../timing/places.ts'

/** Messages that expire between two breaths. */
const chunk = 2000

/**
 * Lets messages expire whose validity is over, also those of a paused delivery: what nobody wants any more is never sent,
 * and never vanishes.
 * @returns whether any expired
 */
export async function expireLate(context: EngineContext, signal: AbortSignal): Promise<boolean> {
  const now = context.clock.now()
  let hasExpired = false
  for (const [id, plan] of readLimited(context)) {
    let expired = 0
    for (const place of plan.places) {
      if (plan.timetable.deadlineOf(place) <= now) expired += await expire(context, { id, place, signal })
    }
    if (expired === 0) continue
    hasExpired = true
    context.publish('delivery.changed', { id })
    finishIfDone(context, id)
  }
  return hasExpired
}

/** When the validity of anything that is being sent or paused is over; infinite where none is limited. */
export function findNextDeadline(context: EngineContext): number {
  const now = context.clock.now()
  const deadlines = readLimited(context).flatMap(([, { places, timetable }]) =>
    places.map(place => timetable.deadlineOf(place)).filter(deadline => deadline > now),
  )
  return Math.min(Number.POSITIVE_INFINITY, ...deadlines)
}

function readLimited({ workspace, clock }: EngineContext): [number, SendingPlan][] {
  const ids = workspace.sql
    .prepare(
      `SELECT id FROM deliveries WHERE state IN ('sending', 'paused')
       AND settings ->> '$.sending.validity.kind' IN ('for', 'until')`,
    )
    .pluck()
    .all() as number[]
  const given = { now: clock.now(), timeZone: clock.timeZone() }
  return ids.map(id => [id, readSendingPlan(workspace.sql, id, given)])
}

async function expire(
  { workspace, clock }: EngineContext,
  { id, place, signal }: { readonly id: number; readonly place: Place; readonly signal: AbortSignal },
): Promise<number> {
  const update = workspace.sql.prepare(
    `UPDATE messages SET state = 'expired', settled_at = @now, changed_at = @now, reason = @reason WHERE id IN
       (SELECT id FROM messages WHERE delivery_id = @id AND state = 'queued' AND place_id IS @place LIMIT ${chunk})`,
  )
  const placeId = place === unknownPlace ? null : place.id
  let expired = 0
  for (let count = chunk; count > 0 && !signal.aborted;) {
    count = update.run({ id, now: clock.now(), reason: tooLate, place: placeId }).changes
    expired += count
    if (count > 0) await breathe()
  }
  return expired
}
