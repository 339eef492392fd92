import type { Database } from 'better-sqlite3'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { ownMomentOf } from '../../../shared/schedule/own-moment.ts'
import { preparePlaces, readPlace } from '../timing/places.ts'
import { zonesOfPlace } from '../timing/timetable.ts'
import type { Cause } from './judge-person.ts'
import type { PreparationPlan } from './preparation-plan.ts'

/** What the date of a person means for their message. */
export interface OwnDate {
  readonly causes: readonly Cause[]
  /** When it leaves, epoch ms; undefined with the delivery. */
  readonly dueAt?: number | undefined
}

/** Somebody to be judged by a date of theirs. */
export interface DatedPerson {
  readonly date: string | null
  readonly phone: string
  readonly timeZone: string | null
}

/** Reads when each person is due (SC-06); undefined where the delivery leaves at one time. */
export function prepareDates(
  sql: Database,
  { settings, contactAt: now, timeZone: otherwise }: PreparationPlan,
): ((person: DatedPerson) => OwnDate) | undefined {
  const { start } = timingOf(settings)
  if (start.kind !== 'person') return undefined
  const findPlace = preparePlaces(sql)
  const zones = new Map<number, string>()

  function zoneOf(placeId: number): string {
    const known = zones.get(placeId)
    if (known !== undefined) return known
    const usual = start.kind === 'person' ? (start.timeZone ?? otherwise) : otherwise
    const [zone = usual] = zonesOfPlace(readPlace(sql, placeId), usual)
    zones.set(placeId, zone)
    return zone
  }

  return ({ date, phone, timeZone }) => {
    const zone = zoneOf(findPlace(phone, timeZone))
    const at = date === null ? undefined : ownMomentOf(date, start.moment, { now, timeZone: zone })
    if (at === undefined) return { causes: [{ cause: 'no-date', detail: start.field }] }
    if (at > now) return { causes: [], dueAt: at }
    return { causes: start.past === 'exclude' ? [{ cause: 'date-past', detail: date }] : [] }
  }
}
