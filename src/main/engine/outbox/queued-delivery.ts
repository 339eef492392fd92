import type { Database } from 'better-sqlite3'
import { createPlaceGate, readSendingPlan, type PlaceGate, type SendingPlan } from './sending-plan.ts'
import { createSeats, type Seats } from './seats.ts'
import { createWaves, type Waves } from './waves.ts'

/** A delivery in the queue of its line, first confirmed first. */
export interface QueuedDelivery {
  readonly id: number
  readonly plan: SendingPlan
  readonly gate: PlaceGate
  readonly waves: Waves
  /** What its lines foresee that they send next. */
  readonly seats: Seats
  /** Messages up to this id have been tried at least once: fresh ones come after it, where every place is open. */
  cursor: number
}

/** A delivery that enters a queue. @param given the zone of the machine and the present */
export function queueDelivery(
  sql: Database,
  id: number,
  given: { readonly now: number; readonly timeZone: string },
): QueuedDelivery {
  const plan = readSendingPlan(sql, id, given)
  const gate = createPlaceGate(plan.timetable)
  return { id, plan, gate, waves: createWaves(id, plan), seats: createSeats(), cursor: 0 }
}
