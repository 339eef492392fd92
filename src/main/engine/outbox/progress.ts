import type { Database } from 'better-sqlite3'
import type { DeliveryProgress, Rest } from '../../../shared/contract/deliveries.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import { isHolding } from '../delivery-tests/test-row.ts'
import { countMessages } from '../deliveries/count-messages.ts'
import type { Change } from './move-message.ts'
import { prepared } from './prepared.ts'
import { readLineIds, type StandingOfLines } from './find-rest.ts'
import { createRate, type Rate } from './rate.ts'
import { createWaits } from './read-waits.ts'
import { createThrottle } from './throttle.ts'

/** At most one push in this time for each delivery. */
const pushEveryMs = 500

/** How far deliveries are: counted, and told twice a second at most. */
export interface Progress {
  /** Takes note of changes that are in the ledger. */
  note(changes: readonly Change[]): void
  /** How far a delivery is; undefined where there is none of that id. */
  read(deliveryId: number): DeliveryProgress | undefined
  /** Why nothing of a delivery that is being sent leaves for now. */
  restOf(deliveryId: number): Rest | null
  stop(): void
}

/** Progress of the deliveries of a workspace. */
export function createProgress(context: EngineContext, lines: StandingOfLines): Progress {
  const { clock, workspace } = context
  const waits = createWaits(context, lines)
  const rates = createRates(context, lines)

  function read(id: number): DeliveryProgress | undefined {
    const query = 'SELECT state FROM deliveries WHERE id = ?'
    const state = prepared(workspace.sql, query).pluck().get(id) as DeliveryState | undefined
    if (!state) return undefined
    const counts = countMessages(workspace.sql, id)
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const left = counts.queued + counts.claimed
    const perMinute = state === 'sending' ? rates.now(id, all > left) : null
    // Nobody knows when those leave who are held back until a text is chosen.
    const isKnown = perMinute !== null && perMinute > 0 && !isHolding(workspace.sql, id)
    const remainingMs = isKnown ? Math.round((left / perMinute) * 60_000) : null
    return { id, state, counts, perMinute, remainingMs, ...waits.read(id, state) }
  }

  const pushes = createThrottle(clock, pushEveryMs, id => {
    const progress = read(id)
    if (progress) context.publish('delivery.progressed', progress)
  })

  return {
    note(changes) {
      for (const { deliveryId, from, to } of changes) {
        if (from === 'claimed' && to !== 'queued') rates.add(deliveryId)
        pushes.soon(deliveryId)
      }
    },
    read,
    restOf: waits.rest,
    stop() {
      rates.stop()
      pushes.stop()
    },
  }
}

/** How fast deliveries are sent. After a pause, or on another line's terms, the measuring begins anew. */
function createRates(context: EngineContext, lines: StandingOfLines) {
  const { clock, workspace } = context
  const rates = new Map<number, Rate>()
  const stops = [
    context.hear('delivery.changed', ({ id }) => rates.delete(id)),
    context.hear('line.changed', () => rates.clear()),
  ]
  return {
    add(id: number) {
      const rate = rates.get(id) ?? createRate(readPace(workspace.sql, readLineIds(workspace.sql, id)))
      rates.set(id, rate)
      rate.add(1, clock.now())
    },
    /** Where nothing has been counted yet, whatever is done was done before. */
    now(id: number, isBegun: boolean): number | null {
      const rate = rates.get(id)
      if (rate) return rate.perMinute(clock.now(), paceNow(workspace.sql, lines, id))
      return isBegun ? 0 : null
    },
    stop() {
      for (const stop of stops) stop()
    },
  }
}

/** What lines let through together, messages a minute; 0 is unlimited. */
function readPace(sql: Database, lineIds: readonly number[]): number {
  const query = "SELECT settings ->> '$.perMinute' FROM lines WHERE id IN (SELECT value FROM json_each(?))"
  const paces = prepared(sql, query).pluck().all(JSON.stringify(lineIds)) as (number | null)[]
  return paces.some(pace => !pace) ? 0 : paces.reduce<number>((sum, pace) => sum + (pace ?? 0), 0)
}

/** A line that has come to its cap or to the end of its hours sends no more, although it did within the last minute. */
function paceNow(sql: Database, lines: StandingOfLines, deliveryId: number): number {
  const all = readLineIds(sql, deliveryId)
  const able = lines.able(all)
  return readPace(sql, able.length > 0 ? able : all)
}
