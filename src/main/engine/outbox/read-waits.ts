import type { DeliveryProgress } from '../../../shared/contract/deliveries.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import { countFresh } from './count-fresh.ts'
import { queueDelivery, type QueuedDelivery } from './queued-delivery.ts'

/** What keeps the messages of deliveries waiting. */
export interface Waits {
  read(deliveryId: number, state: DeliveryState): Pick<DeliveryProgress, 'waiting' | 'nextWaveAt'>
}

/** How long a count holds: counting a million messages twice a second would hold everything else up. */
const keepMs = 5_000
const none = { waiting: null, nextWaveAt: null }

/** Reads what waits for the morning, for another zone or for a wave; only of what is being sent. */
export function createWaits({ workspace, clock, hear }: EngineContext): Waits {
  const queued = new Map<number, QueuedDelivery>()
  const counts = new Map<number, { readonly at: number; readonly fresh: ReadonlyMap<number, number> }>()
  hear('delivery.changed', ({ id }) => {
    queued.delete(id)
    counts.delete(id)
  })

  function freshOf(id: number, now: number): ReadonlyMap<number, number> {
    const known = counts.get(id)
    if (known && now >= known.at && now - known.at < keepMs) return known.fresh
    const fresh = countFresh(workspace.sql, id)
    counts.set(id, { at: now, fresh })
    return fresh
  }

  return {
    read(id, state) {
      if (state !== 'sending') return none
      const now = clock.now()
      const delivery = queued.get(id) ?? queueDelivery(workspace.sql, id, { now, timeZone: clock.timeZone() })
      queued.set(id, delivery)
      const { plan, gate, waves } = delivery
      const allowance = waves.allowance(workspace.sql, now)
      const nextWaveAt =
        plan.spread.kind === 'waves' && allowance.messages === 0 && allowance.nextAt > now
          ? allowance.nextAt
          : null
      const closed = plan.places.filter(place => !gate.stretch(place, now).isOpen)
      if (closed.length === 0) return { waiting: null, nextWaveAt }
      const fresh = freshOf(id, now)
      const waiting = closed.filter(({ id: placeId }) => (fresh.get(placeId) ?? 0) > 0)
      const messages = waiting.reduce((sum, { id: placeId }) => sum + (fresh.get(placeId) ?? 0), 0)
      if (messages === 0) return { waiting: null, nextWaveAt }
      const until = Math.min(...waiting.map(place => plan.timetable.nextOpen(place, now)))
      return { waiting: { messages, until }, nextWaveAt }
    },
  }
}
