import { addDays, dayOf, startOfDay, type CalendarDay } from '../../../shared/calendar-day.ts'
import type { Database } from 'better-sqlite3'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { addTaken, monthOf, type SupplyGiven, type SupplyingLine, type TakenTurns } from './line-supply.ts'
import { stretchAt, type Stretch } from './open-hours.ts'
import { readSupply } from './read-supply.ts'

/** No line is closed longer, nor has a cap that is reached again so often in a row. */
const mostSteps = 400

/** Turns that go on from what a course has taken. */
export type PlannedTurns = (taken: TakenTurns) => LineTurns

/** The turns of the lines of a delivery, from now on; undefined where neither hours nor caps keep them back. */
export function planTurns(sql: Database, terms: LineTerms, given: SupplyGiven): PlannedTurns | undefined {
  const { lines, isLimited } = readSupply(sql, terms, { ...given, partsEach: 1 })
  return isLimited ? taken => new LineTurns(lines, given, taken) : undefined
}

interface Day {
  readonly day: CalendarDay
  readonly from: number
  readonly until: number
}

/**
 * Which line sends each of many messages, and when: within the hours of the lines and the caps of their SIMs, which are
 * those of `SupplyingLine` in parts. Other than `LineSupply` it may be asked in any order of time, because people live at
 * places with hours of their own.
 */
export class LineTurns {
  readonly #lines: readonly SupplyingLine[]
  readonly #timeZone: string
  readonly #taken: TakenTurns
  readonly #before: TakenTurns
  readonly #today: CalendarDay
  readonly #rate: number
  readonly #open: ((Stretch & { readonly from: number }) | undefined)[] = []
  #day: Day | undefined

  constructor(
    lines: readonly SupplyingLine[],
    { now, timeZone, before = {} }: SupplyGiven,
    taken: TakenTurns,
  ) {
    this.#lines = lines
    this.#timeZone = timeZone
    this.#taken = taken
    this.#before = before
    this.#today = dayOf({ now, timeZone })
    this.#rate = rateOf(lines)
  }

  /** The first moment from `at` on at which one of the lines may send so many parts. */
  next(at: number, parts: number): number {
    let found = at
    for (let step = 0; step < mostSteps; step += 1) {
      if (this.#able(found, parts).length > 0) return found
      found = this.#nextChange(found)
    }
    return found
  }

  /** One of them sends so many parts then. @returns how many times longer that takes than with all lines */
  take(at: number, parts: number): number {
    const able = this.#able(at, parts)
    const { day } = this.#dayAt(at)
    const load = (index: number): number => this.#takenOf(index, day) * this.#lineAt(index).messageMs
    const [first] = able.toSorted((one, other) => load(one) - load(other))
    if (first === undefined) return 1
    addTaken(this.#taken, day, { index: first, of: this.#lines.length, share: parts })
    return this.#rate / rateOf(able.map(index => this.#lineAt(index)))
  }

  #able(at: number, parts: number): number[] {
    const { day } = this.#dayAt(at)
    return [...this.#lines.keys()].filter(
      index => this.#stretchOf(index, at).isOpen && this.#roomOf(index, day) >= parts,
    )
  }

  #roomOf(index: number, day: CalendarDay): number {
    const line = this.#lineAt(index)
    const ofDay = (day === this.#today ? line.today : line.daily) - this.#takenOf(index, day)
    const month = monthOf(day)
    const given = month === monthOf(this.#today) ? line.thisMonth : line.monthly
    return Math.min(ofDay, given - this.#takenOf(index, month))
  }

  #takenOf(index: number, key: string): number {
    return (this.#taken[key]?.[index] ?? 0) + (this.#before[key]?.[index] ?? 0)
  }

  /** Caps begin anew with a day, hours whenever they do. */
  #nextChange(at: number): number {
    const opens = [...this.#lines.keys()]
      .map(index => this.#stretchOf(index, at))
      .filter(each => !each.isOpen)
    return Math.min(this.#dayAt(at).until, ...opens.map(({ until }) => until))
  }

  #stretchOf(index: number, at: number): Stretch {
    const { hours } = this.#lineAt(index)
    if (!hours) return { isOpen: true, until: Number.POSITIVE_INFINITY }
    const known = this.#open[index]
    if (known && at >= known.from && at < known.until) return known
    const stretch = { ...stretchAt(hours, at, this.#timeZone), from: at }
    this.#open[index] = stretch
    return stretch
  }

  #dayAt(at: number): Day {
    const known = this.#day
    if (known && at >= known.from && at < known.until) return known
    const day = dayOf({ now: at, timeZone: this.#timeZone })
    const [from, until] = [day, addDays(day, 1)].map(each => startOfDay(each, this.#timeZone))
    return (this.#day = { day, from: from ?? at, until: until ?? at })
  }

  #lineAt(index: number): SupplyingLine {
    const line = this.#lines[index]
    if (!line) throw new Error(`no line ${index}`)
    return line
  }
}

function rateOf(lines: readonly SupplyingLine[]): number {
  return lines.reduce((sum, { messageMs }) => sum + 1 / messageMs, 0)
}
