import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { isSenderTemplate } from '../../../shared/delivery/content-sender.ts'
import { sendingOf, type Priority } from '../../../shared/delivery/sending-settings.ts'
import type { PriceList } from '../../../shared/lines/price-list.ts'
import { isLineKind, LINES } from '../../../shared/lines/index.ts'
import { timingOf, type Spread } from '../../../shared/delivery/timing-settings.ts'
import type { Stretch } from '../timing/open-hours.ts'
import { readDeliveryPlaces, unknownPlace, type Place } from '../timing/places.ts'
import { createTimetable, type Timetable } from '../timing/timetable.ts'
import { prepared } from './prepared.ts'

/** What decides when the messages of a delivery may leave, read once when it enters the queue. */
export interface SendingPlan {
  readonly priority: Priority
  /** No advertising: it also goes to people who want none. */
  readonly isService: boolean
  /** The list that people have to be subscribed to; null where none is asked for. */
  readonly listId: number | null
  /** The name that its messages come from, where its line can send under one. */
  readonly sender: string | undefined
  readonly spread: Spread
  /** Most that it may cost; null is no limit. */
  readonly budgetMicros: number | null
  /** What a line asks for, as it was when it was prepared. */
  pricesOf(lineId: number): PriceList
  readonly currency: string
  readonly toDeliver: number
  /** Its lines and how fast they are, as far as that was known when it was prepared; undefined where it was not. */
  readonly terms: LineTerms | undefined
  /** Whether each person has a moment of their own. */
  readonly isDated: boolean
  /** Of people who have a moment of their own, what was over at the release is too late; null where it is sent. */
  readonly tooLateBefore: number | null
  /** When it began or is going to, epoch ms. */
  readonly begunAt: number
  /** The zone in which days and calendar durations are meant. */
  readonly timeZone: string
  readonly timetable: Timetable
  /** Where its people are; messages without a place are in the one that is not known. */
  readonly places: readonly Place[]
  /** Some of its messages are held back until a text is chosen: the fresh ones are not one after the other. */
  readonly isTested: boolean
  /** It goes over several lines. */
  readonly isPooled: boolean
  /** Some of its messages wait for the line that texted the person last. */
  readonly hasLanes: boolean
}

interface PlanRow {
  readonly settings: string
  readonly sender: string | null
  readonly isTested: 0 | 1
  readonly hasLanes: 0 | 1
  readonly isPooled: 0 | 1
  readonly preparation: string | null
  readonly timeZone: string | null
  readonly startsAt: number | null
  readonly confirmedAt: number | null
  readonly lineKind: string | null
  readonly lineSender: string | null
}

/** Reads the plan of a delivery. @param given the zone of the machine and the present, for what is not written */
export function readSendingPlan(
  sql: Database,
  id: number,
  given: { readonly now: number; readonly timeZone: string },
): SendingPlan {
  const query = `SELECT settings, content ->> '$.sender' sender, content ->> '$.test' IS NOT NULL isTested,
    EXISTS (SELECT 1 FROM messages INDEXED BY messages_lane WHERE delivery_id = deliveries.id
      AND prefers_line_id IS NOT NULL AND state = 'queued' AND next_attempt_at = 0) hasLanes,
    EXISTS (SELECT 1 FROM pool_lines WHERE delivery_id = deliveries.id) isPooled,
    preparation, time_zone timeZone, starts_at startsAt, confirmed_at confirmedAt,
    (SELECT kind FROM lines WHERE id = line_id) lineKind,
    (SELECT settings ->> '$.sender' FROM lines WHERE id = line_id) lineSender FROM deliveries WHERE id = ?`
  const row = prepared(sql, query).get(id) as PlanRow
  const settings = JSON.parse(row.settings) as DeliverySettings
  const preparation = row.preparation === null ? null : (JSON.parse(row.preparation) as Preparation)
  const { priority, budgetMicros } = sendingOf(settings)
  const { start, spread } = timingOf(settings)
  const timeZone = row.timeZone ?? given.timeZone
  const begunAt = row.startsAt ?? row.confirmedAt ?? given.now
  const places = readDeliveryPlaces(sql, id).map(({ place }) => place)
  return {
    priority,
    ...whoOf(settings),
    sender: senderOf(row),
    budgetMicros,
    spread,
    pricesOf: pricesOf(preparation),
    currency: preparation?.terms.currency ?? '',
    toDeliver: preparation?.toDeliver ?? 0,
    terms: preparation?.terms,
    begunAt,
    isDated: start.kind === 'person',
    tooLateBefore: start.kind === 'person' && start.past === 'exclude' ? row.confirmedAt : null,
    timeZone,
    timetable: createTimetable({ settings, timeZone, isSimulated: row.lineKind === 'simulator', begunAt }),
    places: places.length > 0 ? places : [unknownPlace],
    ...kindsOf(row),
  }
}

function kindsOf(row: PlanRow): Pick<SendingPlan, 'isTested' | 'isPooled' | 'hasLanes'> {
  return { isTested: row.isTested === 1, isPooled: row.isPooled === 1, hasLanes: row.hasLanes === 1 }
}

function whoOf({ who }: DeliverySettings): Pick<SendingPlan, 'isService' | 'listId'> {
  return { isService: who?.isService ?? false, listId: who?.listId ?? null }
}

function pricesOf(preparation: Preparation | null): (lineId: number) => PriceList {
  const usual = preparation?.terms ?? { priceMicros: null }
  const lists = new Map<number, PriceList>(preparation?.terms.pool?.map(line => [line.lineId, line]))
  return lineId => lists.get(lineId) ?? usual
}

/** That of the delivery where it is the same for everybody, else that of the line; without one its number is shown. */
function senderOf({ sender, lineKind, lineSender }: PlanRow): string | undefined {
  if (!takesNames(lineKind)) return undefined
  const own = sender === null || isSenderTemplate(sender) ? null : sender
  return own ?? lineSender ?? undefined
}

function takesNames(kind: string | null): boolean {
  return kind !== null && isLineKind(kind) && LINES[kind].capabilities.senderName
}

/** Remembers for how long each place stays open or closed: asking calendars takes longer than sending. */
export interface PlaceGate {
  stretch(place: Place, now: number): Stretch
}

/** A gate that forgets when the clock was set back. */
export function createPlaceGate(timetable: Timetable): PlaceGate {
  const known = new Map<number, Stretch & { readonly from: number }>()
  return {
    stretch(place, now) {
      const before = known.get(place.id)
      if (before && now >= before.from && now < before.until) return before
      const stretch = { ...timetable.stretch(place, now), from: now }
      known.set(place.id, stretch)
      return stretch
    },
  }
}
