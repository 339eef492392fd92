import { heldUntil } from '../delivery-tests/held-until.ts'
import type { EngineContext } from '../context.ts'
import { createPlaceGate, readSendingPlan, type SendingPlan } from '../outbox/sending-plan.ts'
import { readLast } from '../outbox/waves.ts'
import { createDepartures, startCourse, type Course } from '../timing/departures.ts'
import { planTurns } from '../timing/line-turns.ts'
import { unknownPlace, type Place } from '../timing/places.ts'
import { foreseeAhead, readAhead } from '../timing/work-ahead.ts'

/** A message that is going to leave. */
export interface ForeseenMessage {
  readonly id: number
  readonly recipient: string
  /** Its person, where they have another number by now. */
  readonly movedPersonId: number | null
  /** When it leaves if nothing comes in between, epoch ms. */
  readonly at: number
}

/** A stretch of the messages in a state, in the order of their ids. */
export interface QueuedStretch {
  readonly state: 'claimed' | 'queued'
  readonly first: number
  readonly last: number
}

interface Row {
  readonly id: number
  readonly recipient: string
  readonly movedPersonId: number | null
  readonly placeId: number | null
  readonly parts: number
  readonly nextAttemptAt: number
}

/**
 * Tells when the messages of a confirmed delivery leave that have not. Stretches are to be asked for in their order: what
 * comes first leaves first. What waits for a moment of its own leaves then; who is held back for the winner of a test as
 * if there were one; a paused delivery as if it went on now.
 */
export function foreseeQueued(
  { workspace, clock }: EngineContext,
  deliveryId: number,
): (stretch: QueuedStretch) => ForeseenMessage[] {
  const { sql } = workspace
  const now = clock.now()
  const machine = { now, timeZone: clock.timeZone() }
  const plan = readSendingPlan(sql, deliveryId, machine)
  const gate = createPlaceGate(plan.timetable)
  const { spread, timeZone, terms, toDeliver: people } = plan
  const ahead = terms && foreseeAhead(sql, { terms, ahead: readAhead(sql, deliveryId, terms) }, machine)
  const from = Math.max(now, plan.begunAt, ahead?.until ?? 0)
  const stretch = (place: Place, at: number) => gate.stretch(place, at)
  const course = courseOf(plan, readLast(sql, deliveryId))
  const turns =
    terms && planTurns(sql, terms, { ...machine, ...(ahead && { before: ahead.taken }) })?.(course.taken)
  const departures = createDepartures({ spread, timeZone, terms, people, from, stretch, turns }, course)
  const places = new Map(plan.places.map(place => [place.id, place]))
  const select = sql.prepare(
    `SELECT messages.id, recipient, place_id placeId, parts, next_attempt_at nextAttemptAt,
       iif(people.phone IS NOT recipient, people.id, NULL) movedPersonId
     FROM messages INDEXED BY messages_by_state
       LEFT JOIN merged_people ON merged_people.id = messages.person_id
       LEFT JOIN people ON people.id = coalesce(into_id, messages.person_id)
     WHERE delivery_id = ? AND messages.state = ? AND messages.id BETWEEN ? AND ? ORDER BY messages.id`,
  )
  return ({ state, first, last }) => {
    const rows = select.all(deliveryId, state, first, last) as Row[]
    return rows.map(({ placeId, parts, nextAttemptAt, ...row }) => {
      const isOwn = state === 'claimed' || (nextAttemptAt > 0 && nextAttemptAt !== heldUntil)
      const place = places.get(placeId ?? 0) ?? unknownPlace
      return { ...row, at: isOwn ? Math.max(from, nextAttemptAt) : departures.take(place, parts) }
    })
  }
}

/** Where a sending is that is under way. */
function courseOf({ spread }: SendingPlan, last: ReturnType<typeof readLast>): Course {
  const course = startCourse()
  if (!last || spread.kind === 'all') return course
  return { ...course, wave: { index: last.wave, opensAt: null, begunAt: last.begunAt, taken: last.messages } }
}
