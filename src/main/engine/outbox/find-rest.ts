import type { Database } from 'better-sqlite3'
import type { Rest, RestCause } from '../../../shared/contract/deliveries.ts'
import { heldUntil } from '../delivery-tests/held-until.ts'
import { findFreshPlaces } from './next-moment.ts'
import { prepared } from './prepared.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** What keeps the lines of a delivery from sending. */
export interface StandingOfLines {
  /** Until when none of those that are there can send anything, by their hours or the caps of their SIMs; null where one can. */
  rest(lineIds: readonly number[]): number | null
  /** Since when none of them has been there. */
  awaySince(lineIds: readonly number[]): number | undefined
  /** Those of them that nothing keeps from sending: no hours, no cap, no person who has to act. */
  able(lineIds: readonly number[]): number[]
}

/**
 * Until when nothing of a delivery may leave: by its waves, by the hours of its places, by moments of its messages, by its
 * lines. Null where something may now or is under way, or where nothing is queued.
 */
export function findRest(
  database: Database,
  delivery: QueuedDelivery,
  { now, lines }: { readonly now: number; readonly lines: Pick<StandingOfLines, 'rest'> },
): Rest | null {
  if (isUnderWay(database, delivery.id)) return null
  const next = findNext(database, delivery, now)
  if (!next) return null
  if (next.at === heldUntil) return { until: null, cause: 'choice' }
  const open = lines.rest(readLineIds(database, delivery.id)) ?? now
  const until = Math.max(next.at, open)
  if (until <= now) return null
  return { until, cause: open > next.at ? 'lines' : next.cause }
}

interface Moment {
  readonly at: number
  readonly cause: RestCause
}

/** When something of it may leave, by all but its lines. */
function findNext(database: Database, delivery: QueuedDelivery, now: number): Moment | undefined {
  const own = findOwnMoment(database, delivery.id)
  const fresh = findFreshMoment(database, delivery, now)
  if (own === undefined || (fresh && fresh.at <= own)) return fresh
  return { at: own, cause: 'moment' }
}

/** The lines that a delivery is sent through. */
export function readLineIds(database: Database, deliveryId: number): number[] {
  const query = `SELECT line_id FROM pool_lines WHERE delivery_id = @id
    UNION SELECT line_id FROM deliveries WHERE id = @id AND line_id IS NOT NULL`
  return prepared(database, query).pluck().all({ id: deliveryId }) as number[]
}

function isUnderWay(database: Database, id: number): boolean {
  const query = "SELECT 1 FROM messages WHERE delivery_id = ? AND state = 'claimed' LIMIT 1"
  return prepared(database, query).get(id) !== undefined
}

/** A retry, a date of a person, a cap, or the end of a test. */
function findOwnMoment(database: Database, id: number): number | undefined {
  const query = `SELECT min(next_attempt_at) FROM messages INDEXED BY messages_retry
    WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0`
  return (prepared(database, query).pluck().get(id) as number | null) ?? undefined
}

function findFreshMoment(database: Database, delivery: QueuedDelivery, now: number): Moment | undefined {
  const { gate, plan, waves } = delivery
  const { messages, nextAt } = waves.allowance(database, now)
  const from = messages === 0 ? Math.max(now, nextAt) : now
  const fresh = findFreshPlaces(database, delivery)
  if (fresh.length === 0) return undefined
  // Calendars are only asked where everybody waits.
  if (from <= now && fresh.some(place => gate.stretch(place, now).isOpen)) return { at: now, cause: 'hours' }
  const at = Math.min(...fresh.map(place => plan.timetable.nextOpen(place, from)))
  if (from <= now || at > from) return { at, cause: 'hours' }
  return { at, cause: plan.spread.kind === 'waves' ? 'wave' : 'moment' }
}
