import { sendingOf, type Validity } from '../../../shared/delivery/sending-settings.ts'
import { timingOf, type DeliveryStart } from '../../../shared/delivery/timing-settings.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { addDuration } from '../../../shared/schedule/duration.ts'
import { instantOf } from '../../../shared/schedule/instant-of.ts'
import { openHoursOf, stretchAt, type OpenHours, type Stretch } from './open-hours.ts'
import { zonesOfCountry, type Place } from './places.ts'

/** What the times of a delivery follow from. */
export interface TimetableGiven {
  readonly settings: DeliverySettings
  /** The zone in which times without one of their own are meant. */
  readonly timeZone: string
  /** Whether the line only pretends: quiet hours that nobody chose do not hold it up. */
  readonly isSimulated: boolean
  /** When it began or would begin to be sent, epoch ms. */
  readonly begunAt: number
}

/** When messages to each place may leave. */
export interface Timetable {
  /** The instant itself where messages to a place may leave then, else the next at which they may. */
  nextOpen(place: Place, at: number): number
  /** The same, and until when that stays so. */
  stretch(place: Place, at: number): Stretch
  /** When the schedule lets the place begin, whatever the hour: in its own zone where that is chosen. */
  startOf(place: Place): number
  /** From then on messages to a place are too late; infinite where they never are. */
  deadlineOf(place: Place): number
}

/** Hours that are closed together longer than this never open together: then the first zone alone counts. */
const mostAheadMs = 16 * 86_400_000
const mostSteps = 400

/** The timetable of a delivery. */
export function createTimetable(given: TimetableGiven): Timetable {
  const { settings, timeZone, isSimulated, begunAt } = given
  const { start, quietHours } = timingOf(settings)
  const { validity } = sendingOf(settings)
  const quiet = isSimulated && quietHours.kind === 'country' ? ({ kind: 'off' } as const) : quietHours
  const zonesOf = (place: Place): readonly string[] => zonesOfPlace(place, zoneOfStart(start, timeZone))

  function startOf(place: Place): number {
    return start.kind === 'local' ? instantOf(start.day, start.time, firstOf(zonesOf(place))) : begunAt
  }

  function stretch(place: Place, at: number): Stretch {
    const starts = startOf(place)
    // What begins at once waits for nothing, also where the clock was set back behind its confirmation.
    if (start.kind !== 'now' && at < starts) return { isOpen: false, until: starts }
    const hours = openHoursOf(quiet, place.country)
    return hours
      ? joinStretches(hours, at, zonesOf(place))
      : { isOpen: true, until: Number.POSITIVE_INFINITY }
  }

  return {
    startOf,
    stretch,
    nextOpen: (place, at) => nextOpen(found => stretch(place, found), at),
    deadlineOf: place => deadlineOf(validity, Math.max(begunAt, startOf(place)), timeZone),
  }
}

/**
 * When a delivery may begin: at its time, in the first place of all where that is by local time, at once where it has none.
 */
export function startOfDelivery(
  settings: DeliverySettings,
  {
    now,
    timeZone,
    places,
  }: { readonly now: number; readonly timeZone: string; readonly places: readonly Place[] },
): number {
  const { start } = timingOf(settings)
  if (start.kind === 'now' || start.kind === 'person') return now
  const zone = zoneOfStart(start, timeZone)
  if (start.kind === 'at') return instantOf(start.day, start.time, zone)
  const zones = new Set(places.map(place => firstOf(zonesOfPlace(place, zone))))
  return Math.min(...[...zones].map(each => instantOf(start.day, start.time, each)))
}

/** The zones that the clocks of a place may be in: its own, else those of its country, else that of the delivery. */
export function zonesOfPlace({ timeZone, country }: Place, otherwise: string): readonly string[] {
  if (timeZone !== '') return [timeZone]
  const zones = zonesOfCountry(country)
  return zones.length > 0 ? zones : [otherwise]
}

function zoneOfStart(start: DeliveryStart, timeZone: string): string {
  return (start.kind === 'now' ? null : start.timeZone) ?? timeZone
}

function deadlineOf(validity: Validity, from: number, timeZone: string): number {
  switch (validity.kind) {
    case 'always':
      return Number.POSITIVE_INFINITY
    case 'for':
      return addDuration(from, validity.duration, timeZone)
    case 'until':
      return instantOf(validity.day, validity.time, validity.timeZone ?? timeZone)
  }
}

/** Open where every zone is: of a number that may be in several, none is woken. */
function joinStretches(hours: OpenHours, at: number, zones: readonly string[]): Stretch {
  const stretches = zones.map(zone => stretchAt(hours, at, zone))
  const closed = stretches.filter(({ isOpen }) => !isOpen)
  const untils = (closed.length > 0 ? closed : stretches).map(({ until }) => until)
  return { isOpen: closed.length === 0, until: closed.length > 0 ? Math.max(...untils) : Math.min(...untils) }
}

function nextOpen(stretch: (at: number) => Stretch, at: number): number {
  let found = at
  for (let step = 0; step < mostSteps && found - at < mostAheadMs; step += 1) {
    const { isOpen, until } = stretch(found)
    if (isOpen) return found
    found = until
  }
  return found
}

function firstOf(zones: readonly string[]): string {
  const [first] = zones
  if (first === undefined) throw new Error('a place without a zone')
  return first
}
