import type { Database } from 'better-sqlite3'
import type { DeliveryPlan } from '../../../shared/contract/delivery-plan.ts'
import type { Delivery, Preparation } from '../../../shared/contract/deliveries.ts'
import { sendingOf } from '../../../shared/delivery/sending-settings.ts'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import type { EngineContext } from '../context.ts'
import { prepared } from '../outbox/prepared.ts'
import { readSpent } from '../outbox/spending.ts'
import { countFresh } from '../outbox/count-fresh.ts'
import { isHolding } from '../delivery-tests/test-row.ts'
import { readDeliveryPlaces, unknownPlace, type PlaceShare } from '../timing/places.ts'
import { createTimetable, startOfDelivery, type Timetable } from '../timing/timetable.ts'
import { readAhead } from '../timing/work-ahead.ts'
import { foreseeLines, type LinesForesight } from './foresee-lines.ts'
import { readDelivery } from './read-delivery.ts'

/** So many waits and waves are told one by one. */
const mostTold = 12

/**
 * When a prepared or released delivery starts and ends, whom it keeps waiting and until when, as it stands now; null before
 * it is prepared and once it is over.
 * @param perMinute messages that really leave in a minute, where that is known: what is told of the end goes by it
 * @throws UserError `delivery/not-found`
 */
export function readPlan(context: EngineContext, id: number, perMinute?: number): DeliveryPlan | null {
  const { clock, workspace } = context
  const delivery = readDelivery(workspace.sql, id)
  const { preparation, state, settings } = delivery
  if (!preparation || !plannedStates.has(state)) return null
  const now = clock.now()
  const given = frame(context, delivery, now)
  const ahead = readAhead(workspace.sql, id, preparation.terms)
  const messageMs = messageMsOf(preparation)
  const { spread } = timingOf(settings)
  const { toDeliver, dated } = preparation
  const shares = dated ? scale(given.shares, 1 - dated.messages / toDeliver) : given.shares
  const startsAt = Math.max(now, given.startsAt)
  const course = { ...given, shares, spread, toDeliver, startsAt, ahead, messageMs }
  const isSteady = state === 'sending' && spread.kind === 'all'
  const foresight = foreseeLines(
    context,
    { id, preparation },
    { ...course, perMinute: isSteady ? perMinute : undefined },
  )
  const plan = toPlan(foresight, { context, delivery, given, now })
  return dated ? withDates(plan, preparation, now) : plan
}

const plannedStates: ReadonlySet<string> = new Set(['ready', 'scheduled', 'sending', 'paused'])

interface Frame {
  readonly timetable: Timetable
  readonly timeZone: string
  readonly startsAt: number
  readonly shares: readonly PlaceShare[]
  readonly wave: Wave | undefined
}

interface Wave {
  readonly wave: number
  readonly begunAt: number
  readonly messages: number
}

function frame({ clock, workspace }: EngineContext, delivery: Delivery, now: number): Frame {
  const { sql } = workspace
  const { id, settings, preparation, line, state } = delivery
  const timeZone = delivery.timeZone ?? clock.timeZone()
  const all = readDeliveryPlaces(sql, id)
  const isUnderWay = state === 'sending' || state === 'paused'
  const messages = preparation?.toDeliver ?? 0
  const known = all.length > 0 ? all : [{ place: unknownPlace, messages, parts: messages }]
  const places = known.map(({ place }) => place)
  const startsAt = delivery.startsAt ?? startOfDelivery(settings, { now, timeZone, places })
  const begunAt = Math.max(startsAt, isUnderWay ? 0 : now)
  const isSimulated = line?.kind === 'simulator'
  return {
    timeZone,
    startsAt,
    timetable: createTimetable({ settings, timeZone, isSimulated, begunAt }),
    shares: isUnderWay ? leftOf(known, countFresh(sql, id)) : known,
    wave: readWave(sql, id),
  }
}

/** Those whose moment is past leave with the start; where they are is not known. */
function scale(shares: readonly PlaceShare[], by: number): PlaceShare[] {
  return shares.map(share => ({ ...share, messages: share.messages * by }))
}

function withDates(plan: DeliveryPlan, { toDeliver, dated }: Preparation, now: number): DeliveryPlan {
  if (!dated) return plan
  const first = Math.max(now, dated.first)
  return {
    ...plan,
    firstAt: dated.messages < toDeliver ? (plan.firstAt ?? first) : first,
    endsAt: plan.endsAt === null ? null : Math.max(plan.endsAt, dated.last),
    dated: { messages: dated.messages, first, last: Math.max(now, dated.last) },
    past: toDeliver - dated.messages,
  }
}

function leftOf(shares: readonly PlaceShare[], fresh: ReadonlyMap<number, number>): PlaceShare[] {
  return shares.map(share => ({ ...share, messages: fresh.get(share.place.id) ?? 0 }))
}

/** What the line needs for one message: the longer of what its parts take and what its pace lets through. */
export function messageMsOf({
  toDeliver,
  durationMs,
}: {
  readonly toDeliver: number
  readonly durationMs: number | null
}): number {
  return toDeliver > 0 && durationMs !== null ? durationMs / toDeliver : 0
}

function readWave(sql: Database, id: number): Wave | undefined {
  const query = `SELECT wave, begun_at begunAt, messages FROM delivery_waves
    WHERE delivery_id = ? ORDER BY wave DESC LIMIT 1`
  return prepared(sql, query).get(id) as Wave | undefined
}

function toPlan(
  { firstAt, endsAt, waits, waves, expiring, limits, caps, hold, aheadMs }: LinesForesight,
  given: {
    readonly context: EngineContext
    readonly delivery: Delivery
    readonly given: Frame
    readonly now: number
  },
): DeliveryPlan {
  const { delivery, now } = given
  const { timetable, shares, startsAt, timeZone } = given.given
  const { start } = timingOf(delivery.settings)
  const isLocal = start.kind === 'local'
  const past = shares.filter(({ place }) => isLocal && timetable.startOf(place) <= now)
  const { budgetMicros } = sendingOf(delivery.settings)
  return {
    timeZone: (start.kind === 'now' ? null : start.timeZone) ?? timeZone,
    startsAt: Math.max(now, startsAt),
    isStartPast: (start.kind === 'at' || isLocal) && startsAt <= now && delivery.state === 'ready',
    firstAt,
    // Nobody knows when those leave who are held back until a text is chosen.
    endsAt: isHolding(given.context.workspace.sql, delivery.id) ? null : endsAt,
    aheadMs: Math.round(aheadMs),
    past: past.reduce((sum, { messages }) => sum + messages, 0),
    waiting: waits.reduce((sum, { messages }) => sum + messages, 0),
    waits: waits.slice(0, mostTold),
    waveCount: waves.length,
    waves: waves.slice(0, mostTold),
    limits: [...limits],
    ...(hold && { hold }),
    caps,
    expiring,
    budget:
      budgetMicros === null
        ? null
        : { micros: budgetMicros, currency: delivery.preparation?.cost.currency ?? '' },
    spent: readSpent(given.context.workspace.sql, delivery.id),
  }
}
