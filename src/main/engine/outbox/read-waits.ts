import type { Database } from 'better-sqlite3'
import type { DeliveryProgress, Rest } from '../../../shared/contract/deliveries.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import { prepared } from './prepared.ts'
import { findRest, readLineIds, type StandingOfLines } from './find-rest.ts'
import { countFresh } from './count-fresh.ts'
import { queueDelivery, type QueuedDelivery } from './queued-delivery.ts'

/** What keeps the messages of deliveries waiting. */
export interface Waits {
  /** Why nothing of a delivery that is being sent leaves for now; null where something may. */
  rest(deliveryId: number): Rest | null
  read(
    deliveryId: number,
    state: DeliveryState,
  ): Pick<DeliveryProgress, 'waiting' | 'dated' | 'nextWaveAt' | 'rest' | 'awaySince'>
}

/** How long a count holds: counting a million messages twice a second would hold everything else up. */
const keepMs = 5_000
const none = { waiting: null, dated: null, nextWaveAt: null, rest: null, awaySince: null }

/** Reads what waits for the morning, for another zone or for a wave; only of what is being sent. */
export function createWaits(context: EngineContext, lines: StandingOfLines): Waits {
  const { workspace, clock, hear } = context
  const queuedOf = keepQueued(context)
  const freshOf = keepFresh(context)
  const dates = createDates(workspace.sql)
  hear('delivery.changed', ({ id }) => dates.forget(id))

  return {
    rest(id) {
      const now = clock.now()
      return findRest(workspace.sql, queuedOf(id, now), { now, lines })
    },
    read(id, state) {
      if (state !== 'sending') return none
      const now = clock.now()
      const delivery = queuedOf(id, now)
      const { plan, gate, waves } = delivery
      const dated = plan.isDated ? dates.read(id, now) : null
      const rest = findRest(workspace.sql, delivery, { now, lines })
      const awaySince = lines.awaySince(readLineIds(workspace.sql, id)) ?? null
      const allowance = waves.allowance(workspace.sql, now)
      const isBetween = plan.spread.kind === 'waves' && allowance.messages === 0 && allowance.nextAt > now
      const nextWaveAt = isBetween ? allowance.nextAt : null
      const closed = plan.places.filter(place => !gate.stretch(place, now).isOpen)
      const fresh = closed.length > 0 ? freshOf(id, now) : new Map<number, number>()
      const waiting = closed.filter(({ id: placeId }) => (fresh.get(placeId) ?? 0) > 0)
      const messages = waiting.reduce((sum, { id: placeId }) => sum + (fresh.get(placeId) ?? 0), 0)
      const others = { dated, nextWaveAt, rest, awaySince }
      if (messages === 0) return { waiting: null, ...others }
      const until = Math.min(...waiting.map(place => plan.timetable.nextOpen(place, now)))
      return { waiting: { messages, until }, ...others }
    },
  }
}

/** Deliveries as the outbox queues them, kept until they change. */
function keepQueued({ workspace, clock, hear }: EngineContext): (id: number, now: number) => QueuedDelivery {
  const queued = new Map<number, QueuedDelivery>()
  hear('delivery.changed', ({ id }) => queued.delete(id))
  return (id, now) => {
    const delivery = queued.get(id) ?? queueDelivery(workspace.sql, id, { now, timeZone: clock.timeZone() })
    queued.set(id, delivery)
    return delivery
  }
}

/** Messages that have not been tried, by place; a count holds for a while. */
function keepFresh({
  workspace,
  hear,
}: EngineContext): (id: number, now: number) => ReadonlyMap<number, number> {
  const counts = new Map<number, { readonly at: number; readonly fresh: ReadonlyMap<number, number> }>()
  hear('delivery.changed', ({ id }) => counts.delete(id))
  return (id, now) => {
    const known = counts.get(id)
    if (known && now >= known.at && now - known.at < keepMs) return known.fresh
    const fresh = countFresh(workspace.sql, id)
    counts.set(id, { at: now, fresh })
    return fresh
  }
}

type Dated = DeliveryProgress['dated']

/** Counts what waits for a date of the person; a count holds for a while. */
function createDates(sql: Database): { read(id: number, now: number): Dated; forget(id: number): void } {
  const known = new Map<number, { readonly at: number; readonly dated: Dated }>()
  const query = `SELECT count(*) messages, min(next_attempt_at) next FROM messages INDEXED BY messages_retry
    WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0 AND next_attempt_at > ?`
  return {
    read(id, now) {
      const before = known.get(id)
      if (before && now >= before.at && now - before.at < keepMs) return before.dated
      const { messages, next } = prepared(sql, query).get(id, now) as {
        messages: number
        next: number | null
      }
      const dated = next === null ? null : { messages, next }
      known.set(id, { at: now, dated })
      return dated
    },
    forget: id => void known.delete(id),
  }
}
