import type { EngineContext } from '../context.ts'
import { queueDelivery, type QueuedDelivery } from './queued-delivery.ts'

/** Deliveries in queues, each once, whichever lines it goes over: its waves and its place are the same for all of them. */
export interface QueuedDeliveries {
  /** Those of a queue, in its order. */
  of(ids: readonly number[]): QueuedDelivery[]
  has(id: number): boolean
  /** Forgets all but these: who comes back later is read anew. */
  keepOnly(ids: ReadonlySet<number>): void
}

/** Starts with none. */
export function createQueuedDeliveries({ clock, workspace }: EngineContext): QueuedDeliveries {
  const known = new Map<number, QueuedDelivery>()
  return {
    of: ids =>
      ids.map(id => {
        const given = { now: clock.now(), timeZone: clock.timeZone() }
        const delivery = known.get(id) ?? queueDelivery(workspace.sql, id, given)
        known.set(id, delivery)
        return delivery
      }),
    has: id => known.has(id),
    keepOnly(ids) {
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id)
    },
  }
}
