import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { Spread } from '../../../shared/delivery/timing-settings.ts'
import { perHourOf, sizeOfWave } from '../../../shared/delivery/wave-sizes.ts'
import { addDuration } from '../../../shared/schedule/duration.ts'
import type { TakenTurns } from './line-supply.ts'
import type { LineTurns } from './line-turns.ts'
import type { Stretch } from './open-hours.ts'
import type { Place } from './places.ts'

/** What decides when the messages of a delivery leave, one after the other. */
export interface DeparturesGiven {
  /** Whether a place is open at an instant, and until when that stays so. */
  readonly stretch: (place: Place, at: number) => Stretch
  readonly spread: Spread
  readonly timeZone: string
  /** When the first may leave, epoch ms. */
  readonly from: number
  /** How many the shares of waves are meant of. */
  readonly people: number
  readonly terms: Pick<LineTerms, 'partsPerMinute' | 'messagesPerMinute'> | undefined
  /** The lines, where their hours or the caps of their SIMs keep messages back. */
  readonly turns?: LineTurns | undefined
}

/** How far a course has come; it can be written down as JSON and taken up again. */
export interface Course {
  /** For how long the line has been busy. */
  busyMs: number
  /** By how much messages to a place are late for that, because it was closed or a wave had not begun. */
  readonly late: Record<string, number>
  /** People who get none. */
  passed: number
  wave: Wave
  /** What the lines have sent. */
  readonly taken: TakenTurns
}

interface Wave {
  readonly index: number
  /** Null is the start of the delivery. */
  readonly opensAt: number | null
  /** When its first message leaves, null as long as none has been counted. */
  begunAt: number | null
  taken: number
}

/** Foretells when each message leaves, in the order in which they are written. */
export interface Departures {
  /** When the next message would leave, to this place. */
  at(place: Place): number
  /** It is going to leave. @returns when */
  take(place: Place, parts: number): number
  /** Somebody gets no message: shares are of those who do. */
  pass(): void
}

/** Nothing has left. */
export function startCourse(): Course {
  const wave = { index: 0, opensAt: null, begunAt: null, taken: 0 }
  return { busyMs: 0, late: {}, passed: 0, wave, taken: {} }
}

/** No hours are closed for longer; behind that the first guess has to do. */
const mostSteps = 60

/**
 * Plays a sending through message by message: the pace of the line, its hours and caps, waves and ramps, and the
 * hours of each place. What
 * `foresee` sums up for a review, this tells for each person, for whoever has to know when a message really leaves.
 */
export function createDepartures(given: DeparturesGiven, course: Course): Departures {
  const { spread, from, turns } = given

  function at(place: Place, parts = 1): number {
    const free = from + course.busyMs + (course.late[place.id] ?? 0)
    let found = Math.max(free, currentWave(given, course).opensAt ?? from)
    for (let step = 0; step < mostSteps; step += 1) {
      const { isOpen, until } = given.stretch(place, found)
      const next = isOpen ? (turns?.next(found, parts) ?? found) : until
      if (next === found) break
      found = next
    }
    return found
  }

  function count(leaves: number): void {
    if (spread.kind === 'all') return
    course.wave = currentWave(given, course)
    course.wave.taken += 1
    if (leaves < (course.wave.begunAt ?? Infinity)) course.wave.begunAt = leaves
  }

  return {
    at: place => at(place),
    take(place, parts) {
      const leaves = at(place, parts)
      count(leaves)
      course.late[place.id] = leaves - from - course.busyMs
      course.busyMs += messageMs(given, course, parts) * (turns?.take(leaves, parts) ?? 1)
      return leaves
    },
    pass() {
      course.passed += 1
    },
  }
}

/** The wave that the next message belongs to. */
function currentWave({ spread, people, from, timeZone }: DeparturesGiven, { wave, passed }: Course): Wave {
  if (spread.kind === 'all' || wave.taken < sizeOfWave(spread, wave.index, people - passed)) return wave
  const begunAt = wave.begunAt ?? wave.opensAt ?? from
  const opensAt = spread.kind === 'waves' ? addDuration(begunAt, spread.every, timeZone) : null
  return { index: wave.index + 1, opensAt, begunAt: null, taken: 0 }
}

function messageMs({ spread, terms }: DeparturesGiven, { wave }: Course, parts: number): number {
  const { partsPerMinute, messagesPerMinute } = terms ?? { partsPerMinute: null }
  const byParts = partsPerMinute ? (parts * 60_000) / partsPerMinute : 0
  const byPace = messagesPerMinute ? 60_000 / messagesPerMinute : 0
  const byRamp = spread.kind === 'ramp' ? 3_600_000 / perHourOf(spread, wave.index) : 0
  return Math.max(byParts, byPace, byRamp)
}
