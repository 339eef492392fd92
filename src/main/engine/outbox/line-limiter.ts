import type { Database } from 'better-sqlite3'
import { addDays, dayOf, startOfDay } from '../../../shared/calendar-day.ts'
import { isSame } from '../../../shared/is-same.ts'
import type { LineLimits } from '../../../shared/lines/line-limits.ts'
import type { Clock, Random } from '../environment.ts'
import { stretchAt, type OpenHours, type Stretch } from '../timing/open-hours.ts'
import { createPace, type Pace } from './pace.ts'
import { reachedCap, type CapKind, type SimDay } from './sim-usage.ts'

/** Why a line sends nothing although it could, and until when. */
export interface LineHold {
  readonly kind: CapKind | 'hours'
  readonly until: number
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** The hours of a line as those of a week; undefined where it sends at any. */
export function hoursOfLine({ hours }: Pick<LineLimits, 'hours'>): OpenHours | undefined {
  return hours && { open: [{ ...hours, weekdays: everyDay }] }
}

/** When a cap begins anew: the next day, or the first of the next month. */
export function endOfCap(kind: CapKind, day: string, timeZone: string): number {
  if (kind === 'day-cap') return startOfDay(addDays(day, 1), timeZone)
  const month = day.slice(0, 7)
  let next = addDays(day, 1)
  while (next.startsWith(month)) next = addDays(next, 1)
  return startOfDay(next, timeZone)
}

/** What limits one line: its pace, the delays between its messages, its hours, and the caps of its SIM. */
export class LineLimiter {
  readonly #given: { readonly clock: Clock; readonly random: Random; readonly sql: Database; sim(): string }
  #limits: LineLimits = { perMinute: 0 }
  #pace: Pace = createPace(0)
  #delayedUntil = 0
  #hours: (Stretch & { readonly from: number }) | undefined
  #today: { readonly day: string; readonly from: number; readonly until: number } | undefined
  /** A message had more parts than were left of a cap. */
  #full: (SimDay & { readonly kind: CapKind }) | undefined

  constructor(given: {
    readonly clock: Clock
    readonly random: Random
    readonly sql: Database
    sim(): string
  }) {
    this.#given = given
  }

  get limits(): LineLimits {
    return this.#limits
  }

  /** Takes other limits; the same again change nothing. */
  set(limits: LineLimits): void {
    if (isSame(limits, this.#limits)) return
    if (limits.perMinute !== this.#limits.perMinute) this.#pace = createPace(limits.perMinute)
    this.#limits = limits
    this.#hours = undefined
    this.#full = undefined
    this.#delayedUntil = 0
  }

  /** How many may leave now beside those under way. */
  allowance(now: number, inFlight: number): number {
    const { delay } = this.#limits
    if (delay === undefined) return this.#pace.allowance(now)
    // Further ahead than any delay leads: the clock was set back.
    if (this.#delayedUntil - now > 1000 * delay.most) this.#delayedUntil = now
    if (inFlight > 0 || now < this.#delayedUntil) return 0
    return Math.min(1, this.#pace.allowance(now))
  }

  /** What keeps everything back now. */
  hold(now: number): LineHold | undefined {
    const hours = this.#hoursAt(now)
    if (!hours.isOpen) return { kind: 'hours', until: hours.until }
    const { dailyCap, monthlyCap } = this.#limits
    if (dailyCap === undefined && monthlyCap === undefined) return undefined
    const today = this.simDay(now)
    const kind = this.#fullAt(today) ?? reachedCap(this.#given.sql, today, this.#limits)
    return kind && { kind, until: endOfCap(kind, today.day, this.#given.clock.timeZone()) }
  }

  /** When pace and delay let the next leave. */
  nextAt(): number {
    return Math.max(this.#pace.nextAt(), this.#delayedUntil)
  }

  took(count: number, now: number): void {
    this.#pace.take(count, now)
  }

  /** One has got its outcome: the delay begins. */
  landed(now: number): void {
    const { delay } = this.#limits
    if (!delay) return
    const { least, most } = delay
    this.#delayedUntil = now + Math.round(1000 * (least + this.#given.random.next() * (most - least)))
  }

  /** There was no room for the next message. */
  full(kind: CapKind, now: number): void {
    this.#full = { ...this.simDay(now), kind }
  }

  /** What is counted now. */
  simDay(now: number): SimDay {
    const known = this.#today
    const sim = this.#given.sim()
    if (known && now >= known.from && now < known.until) return { sim, day: known.day }
    const timeZone = this.#given.clock.timeZone()
    const day = dayOf({ now, timeZone })
    this.#today = { day, from: now, until: Math.min(startOfDay(addDays(day, 1), timeZone), now + recheckMs) }
    return { sim, day }
  }

  #fullAt({ sim, day }: SimDay): CapKind | undefined {
    const full = this.#full
    if (!full || full.sim !== sim) return undefined
    const length = full.kind === 'day-cap' ? day.length : 'YYYY-MM'.length
    return full.day.slice(0, length) === day.slice(0, length) ? full.kind : undefined
  }

  #hoursAt(now: number): Stretch {
    const hours = hoursOfLine(this.#limits)
    if (!hours) return { isOpen: true, until: Number.POSITIVE_INFINITY }
    const known = this.#hours
    if (known && now >= known.from && now < Math.min(known.until, known.from + recheckMs)) return known
    this.#hours = { ...stretchAt(hours, now, this.#given.clock.timeZone()), from: now }
    return this.#hours
  }
}

/** Calendars are asked again so often: the machine may be taken to another zone. */
const recheckMs = 60_000
