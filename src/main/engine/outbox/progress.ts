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
  const rates = new Map<number, Rate>()

  function read(id: number): DeliveryProgress | undefined {
    const query = 'SELECT state FROM deliveries WHERE id = ?'
    const state = prepared(workspace.sql, query).pluck().get(id) as DeliveryState | undefined
    if (!state) return undefined
    const counts = countMessages(workspace.sql, id)
    const rate = state === 'sending' ? rates.get(id) : undefined
    const perMinute = rate?.perMinute(clock.now(), paceNow(workspace.sql, lines, id)) ?? null
    const left = counts.queued + counts.claimed
    // Nobody knows when those leave who are held back until a text is chosen.
    const isKnown = perMinute !== null && perMinute > 0 && !isHolding(workspace.sql, id)
    const remainingMs = isKnown ? Math.round((left / perMinute) * 60_000) : null
    return { id, state, counts, perMinute, remainingMs, ...waits.read(id, state) }
  }

  const stops = forgetOnChange(context, rates)

  const pushes = createThrottle(clock, pushEveryMs, id => {
    const progress = read(id)
    if (progress) context.publish('delivery.progressed', progress)
  })

  return {
    note(changes) {
      for (const { deliveryId, from, to } of changes) {
        if (from === 'claimed' && to !== 'queued')
          rateOf(workspace.sql, rates, deliveryId).add(1, clock.now())
        pushes.soon(deliveryId)
      }
    },
    read,
    restOf: waits.rest,
    stop() {
      for (const stop of stops) stop()
      pushes.stop()
    },
  }
}

/** After a pause, or on another line's terms, the measuring begins anew. */
function forgetOnChange(context: EngineContext, rates: Map<number, Rate>): (() => void)[] {
  return [
    context.hear('delivery.changed', ({ id }) => rates.delete(id)),
    context.hear('line.changed', () => rates.clear()),
  ]
}

function rateOf(sql: Database, rates: Map<number, Rate>, id: number): Rate {
  const rate = rates.get(id) ?? createRate(readPace(sql, readLineIds(sql, id)))
  rates.set(id, rate)
  return rate
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
