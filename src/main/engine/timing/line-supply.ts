import { addDays, dayOf, startOfDay, type CalendarDay } from '../../../shared/calendar-day.ts'
import type { LineLimits } from '../../../shared/lines/line-limits.ts'
import { stretchAt, type OpenHours } from './open-hours.ts'

/** A line, as far as it can be foreseen what it sends. */
export interface SupplyingLine {
  readonly id: number
  /** How long it needs for one message, on average. */
  readonly messageMs: number
  readonly hours: OpenHours | undefined
  /** Messages that its caps still allow, today and this month, and on each day and in each month after. */
  readonly today: number
  readonly thisMonth: number
  readonly daily: number
  readonly monthly: number
}

/** What each line sends in a course that is foretold, by day and month; it can be written down as JSON. */
export type TakenTurns = Record<string, number[]>

/** Why lines hold a delivery up. */
export type SupplyLimit = 'hours' | 'day-cap' | 'month-cap'

/** A cap is the better reason: hours come to an end on the same day. */
const supplyLimits: readonly SupplyLimit[] = ['day-cap', 'month-cap', 'hours']

/** What several lines can send together, from one change to the next. */
export interface Supply {
  /** How long a message takes now, until when that holds, and how many messages until a cap changes it. */
  at(now: number): {
    readonly messageMs: number
    readonly until: number
    readonly room: number
    /** Why nothing leaves now, where that is so. */
    readonly heldBy?: SupplyLimit | undefined
  }
  /** So many messages have been sent, at the pace of that moment. */
  take(messages: number, now: number): void
  /** What has held lines back so far. */
  readonly limits: ReadonlySet<SupplyLimit>
}

interface Left {
  readonly line: SupplyingLine
  /** What others have taken before, by day and month. */
  readonly before: (key: string) => number
  today: number
  thisMonth: number
}

/** Less than half a message is none. */
const nothing = 1e-6

/** When a supply begins, and what of its caps is used up before. */
export interface SupplyGiven {
  readonly now: number
  /** The zone of the machine, in which hours and caps are meant. */
  readonly timeZone: string
  /** What others send first, in messages or parts as the caps are. */
  readonly before?: TakenTurns
}

/** Plays through what lines can send, from a day on which the caps begin with what is left of them. */
export class LineSupply implements Supply {
  readonly limits = new Set<SupplyLimit>()
  /** Messages that each line has sent. */
  readonly taken: TakenTurns = {}
  readonly #lefts: readonly Left[]
  readonly #timeZone: string
  /** Without caps and hours nothing ever changes. */
  readonly #isEven: boolean
  #day: string
  #dayEnds: number

  constructor(lines: readonly SupplyingLine[], { now, timeZone, before = {} }: SupplyGiven) {
    this.#timeZone = timeZone
    this.#isEven = lines.every(
      ({ hours, daily, monthly }) => !hours && Math.min(daily, monthly) === Number.POSITIVE_INFINITY,
    )
    this.#day = dayOf({ now, timeZone })
    this.#dayEnds = startOfDay(addDays(this.#day, 1), timeZone)
    this.#lefts = lines.map((line, index) => {
      const sumOf = (key: string): number => before[key]?.[index] ?? 0
      const today = line.today - sumOf(this.#day)
      return { line, before: sumOf, today, thisMonth: line.thisMonth - sumOf(monthOf(this.#day)) }
    })
  }

  at(now: number): ReturnType<Supply['at']> {
    const { active, until, heldBy } = this.#open(now)
    const rate = rateOf(active)
    if (rate === 0) return { messageMs: Number.POSITIVE_INFINITY, until, room: 0, heldBy }
    const rooms = active.map(
      ({ line, today, thisMonth }) => Math.min(today, thisMonth) * rate * line.messageMs,
    )
    const changesAt = this.#isEven ? Number.POSITIVE_INFINITY : until
    return { messageMs: 1 / rate, until: changesAt, room: Math.min(...rooms) }
  }

  take(messages: number, now: number): void {
    const { active } = this.#open(now)
    const rate = rateOf(active)
    for (const left of active) {
      const share = messages / (left.line.messageMs * rate)
      left.today -= share
      left.thisMonth -= share
      addTaken(this.taken, this.#day, { index: this.#lefts.indexOf(left), of: this.#lefts.length, share })
    }
  }

  #turnTo(now: number): void {
    if (now < this.#dayEnds) return
    const next = dayOf({ now, timeZone: this.#timeZone })
    for (const left of this.#lefts) {
      left.today = left.line.daily - left.before(next)
      if (monthOf(next) !== monthOf(this.#day))
        left.thisMonth = left.line.monthly - left.before(monthOf(next))
    }
    this.#day = next
    this.#dayEnds = startOfDay(addDays(next, 1), this.#timeZone)
  }

  #open(now: number): { active: Left[]; until: number; heldBy: SupplyLimit | undefined } {
    this.#turnTo(now)
    let until = this.#dayEnds
    const held = new Set<SupplyLimit>()
    const active = this.#lefts.filter(({ line, today, thisMonth }) => {
      const hours = line.hours && stretchAt(line.hours, now, this.#timeZone)
      if (hours) until = Math.min(until, hours.until)
      if (hours && !hours.isOpen) held.add('hours')
      else if (thisMonth < nothing) held.add('month-cap')
      else if (today < nothing) held.add('day-cap')
      else return true
      return false
    })
    for (const limit of held) this.limits.add(limit)
    return { active, until, heldBy: supplyLimits.find(limit => held.has(limit)) }
  }
}

function rateOf(active: readonly Left[]): number {
  return active.reduce((sum, { line }) => sum + 1 / line.messageMs, 0)
}

/** Writes down what a line sends on a day. */
export function addTaken(
  taken: TakenTurns,
  day: CalendarDay,
  { index, of, share }: { readonly index: number; readonly of: number; readonly share: number },
): void {
  for (const key of [day, monthOf(day)]) {
    const sums = (taken[key] ??= Array.from({ length: of }, () => 0))
    sums[index] = (sums[index] ?? 0) + share
  }
}

/** The month of a day, as it is a key of what was taken. */
export function monthOf(day: CalendarDay): string {
  return day.slice(0, 'YYYY-MM'.length)
}

/** What the caps of a line leave, in messages of so many parts. */
export function roomOf(
  { dailyCap, monthlyCap }: Pick<LineLimits, 'dailyCap' | 'monthlyCap'>,
  used: { readonly day: number; readonly month: number },
  partsEach: number,
): Pick<SupplyingLine, 'today' | 'thisMonth' | 'daily' | 'monthly'> {
  const daily = dailyCap ?? Number.POSITIVE_INFINITY
  const monthly = monthlyCap ?? Number.POSITIVE_INFINITY
  return {
    daily: daily / partsEach,
    monthly: monthly / partsEach,
    today: Math.max(0, daily - used.day) / partsEach,
    thisMonth: Math.max(0, monthly - used.month) / partsEach,
  }
}
