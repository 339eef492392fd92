import type { Database } from 'better-sqlite3'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { createPlaceGate } from '../outbox/sending-plan.ts'
import { createDepartures } from '../timing/departures.ts'
import { preparePlaces, readPlace, unknownPlace, type Place } from '../timing/places.ts'
import { createTimetable } from '../timing/timetable.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import type { Tally } from './tally.ts'

/** When the messages that a preparation writes are going to leave. */
export interface OwnDepartures {
  /** When a message to this number would leave, were it the next. */
  at(phone: string | null, timeZone: string | null): number
  take(placeId: number, parts: number): void
  /** The person gets none, or gets it out of turn. */
  pass(): void
}

/** The departures of a preparation; undefined where no cap asks, because they cost time. */
export function prepareDepartures(
  sql: Database,
  plan: PreparationPlan,
  { course }: Tally,
): OwnDepartures | undefined {
  const { settings, caps, contactAt, freeAt, timeZone, terms, expected, turns } = plan
  if (caps.length === 0) return undefined
  const isSimulated = terms.kind === 'simulator'
  const gate = createPlaceGate(createTimetable({ settings, timeZone, isSimulated, begunAt: contactAt }))
  const departures = createDepartures(
    {
      timeZone,
      terms,
      turns: turns?.(course.taken),
      from: Math.max(contactAt, freeAt),
      people: expected,
      spread: timingOf(settings).spread,
      stretch: (place, at) => gate.stretch(place, at),
    },
    course,
  )
  const findPlace = preparePlaces(sql)
  const places = new Map<number, Place>()
  const placeOf = (id: number): Place => {
    const place = places.get(id) ?? readPlace(sql, id)
    places.set(id, place)
    return place
  }
  return {
    at: (phone, zone) => departures.at(phone === null ? unknownPlace : placeOf(findPlace(phone, zone))),
    take: (placeId, parts) => void departures.take(placeOf(placeId), parts),
    pass: departures.pass,
  }
}
