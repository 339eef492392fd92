import type { Spread } from '../../../shared/delivery/timing-settings.ts'
import { perHourOf, sizeOfWave } from '../../../shared/delivery/wave-sizes.ts'
import { addDuration } from '../../../shared/schedule/duration.ts'
import type { Supply, SupplyLimit } from './line-supply.ts'
import type { PlaceShare } from './places.ts'
import type { Timetable } from './timetable.ts'

/** What a sending is foreseen from. */
export interface ForesightGiven {
  readonly timetable: Timetable
  readonly spread: Spread
  readonly timeZone: string
  readonly toDeliver: number
  /** What is left, place by place. */
  readonly shares: readonly PlaceShare[]
  /** When the line is free for it, epoch ms. */
  readonly from: number
  /** How long the line needs for one message, on average; 0 where its pace is not known. */
  readonly messageMs: number
  /** What the lines can send, where their hours or the caps of their SIMs change that on the way. */
  readonly supply?: Supply | undefined
  /** The wave that has begun, where one has. */
  readonly wave?: { readonly wave: number; readonly begunAt: number; readonly messages: number } | undefined
}

/** Messages that wait for a moment. */
export interface ForeseenWait {
  readonly from: number
  readonly until: number
  readonly messages: number
  /** `night`: quiet hours; `zone`: its time has not come yet where the people are. */
  readonly cause: 'night' | 'zone'
}

/** How a sending will go if nothing comes in between. */
export interface Foresight {
  readonly firstAt: number | null
  /** Null where it cannot be told: an unknown pace, or more steps than one looks ahead. */
  readonly endsAt: number | null
  readonly waits: readonly ForeseenWait[]
  readonly waves: readonly { readonly at: number; readonly messages: number }[]
  /** Messages whose validity is over before their turn. */
  readonly expiring: number
  /** When first nothing leaves although somebody could get it, as no line may send, and why. */
  readonly hold?: Hold | undefined
}

/** A time in which no line may send. */
export interface Hold {
  readonly from: number
  readonly until: number
  readonly cause: SupplyLimit
}

const mostSteps = 20_000
/** Less than half a message is none: rates make fractions. */
const nothing = 1e-6

/** Goes through a sending from one change to the next: a place opens or closes, a wave is full, a step is faster. */
export function foresee(given: ForesightGiven): Foresight {
  const course = new Course(given)
  for (let step = 0; step < mostSteps; step += 1) {
    if (course.isOver) return course.result(given.messageMs > 0)
    course.goOn()
  }
  return course.result(false)
}

interface Left {
  readonly share: PlaceShare
  messages: number
  isClosed: boolean
}

/** A sending that is played through. */
class Course {
  readonly #given: ForesightGiven
  readonly #left: Left[]
  readonly #waits: ForeseenWait[] = []
  readonly #waves: { at: number; messages: number }[] = []
  #now: number
  #firstAt: number | null = null
  #expiring = 0
  #hold: Hold | undefined
  #wave: { wave: number; begunAt: number; messages: number } | undefined

  constructor(given: ForesightGiven) {
    this.#given = given
    this.#now = given.from
    this.#left = given.shares.map(share => ({ share, messages: share.messages, isClosed: false }))
    this.#wave = given.wave && { ...given.wave }
  }

  get isOver(): boolean {
    return this.#left.every(({ messages }) => messages < nothing)
  }

  /** Up to the next change. */
  goOn(): void {
    const { timetable } = this.#given
    for (const left of this.#left) this.#dropLate(left)
    const waiting = this.#left.filter(({ messages }) => messages >= nothing)
    if (waiting.length === 0) return
    const stretches = waiting.map(left => ({ left, ...timetable.stretch(left.share.place, this.#now) }))
    for (const { left, isOpen, until } of stretches) this.#noteClosed(left, isOpen, until)
    const changes = stretches.flatMap(({ left, until }) => [until, timetable.deadlineOf(left.share.place)])
    const changeAt = Math.min(...changes.filter(at => at > this.#now))
    const open = stretches.filter(({ isOpen }) => isOpen).map(({ left }) => left)
    const opensAt = this.#openWave()
    if (open.length === 0) this.#now = changeAt
    else if (opensAt > this.#now) this.#now = Math.min(opensAt, changeAt)
    else this.#send(open, changeAt)
  }

  result(isKnown: boolean): Foresight {
    return {
      firstAt: this.#firstAt,
      endsAt: isKnown ? Math.round(this.#now) : null,
      waits: joinWaits(this.#waits),
      waves: this.#waves.map(({ at, messages }) => ({ at, messages: Math.round(messages) })),
      expiring: Math.round(this.#expiring),
      ...(this.#hold && { hold: this.#hold }),
    }
  }

  #dropLate(left: Left): void {
    if (left.messages < nothing || this.#given.timetable.deadlineOf(left.share.place) > this.#now) return
    this.#expiring += left.messages
    left.messages = 0
  }

  #noteClosed(left: Left, isOpen: boolean, until: number): void {
    if (!isOpen && !left.isClosed) {
      const { timetable } = this.#given
      const { place } = left.share
      const cause = this.#now < timetable.startOf(place) ? 'zone' : 'night'
      const opensAt = cause === 'zone' ? until : timetable.nextOpen(place, this.#now)
      this.#waits.push({ from: this.#now, until: opensAt, messages: left.messages, cause })
    }
    left.isClosed = !isOpen
  }

  /** @returns when the wave begins that the next message belongs to */
  #openWave(): number {
    const { spread, toDeliver, timeZone } = this.#given
    if (spread.kind === 'all') return this.#now
    const last = this.#wave
    if (last && sizeOfWave(spread, last.wave, toDeliver) - last.messages >= nothing) return this.#now
    const opensAt =
      last && spread.kind === 'waves'
        ? addDuration(Math.round(last.begunAt), spread.every, timeZone)
        : this.#now
    if (opensAt <= this.#now) this.#wave = { wave: (last?.wave ?? -1) + 1, begunAt: this.#now, messages: 0 }
    return opensAt
  }

  #send(open: readonly Left[], changeAt: number): void {
    const total = open.reduce((sum, { messages }) => sum + messages, 0)
    const supplied = this.#given.supply?.at(this.#now)
    if (supplied?.messageMs === Number.POSITIVE_INFINITY) {
      const until = Math.min(changeAt, supplied.until)
      if (supplied.heldBy) this.#noteHold(until, supplied.heldBy)
      this.#now = until
      return
    }
    this.#firstAt ??= Math.round(this.#now)
    const messageMs = this.#messageMs(supplied?.messageMs)
    const wave = this.#wave
    const { spread, toDeliver } = this.#given
    const inWave = wave ? sizeOfWave(spread, wave.wave, toDeliver) - wave.messages : total
    const room = Math.min(inWave, supplied?.room ?? total)
    const turnAt = Math.min(changeAt, supplied?.until ?? changeAt)
    const inTime = messageMs > 0 && Number.isFinite(turnAt) ? (turnAt - this.#now) / messageMs : total
    const sent = Math.min(total, room, Math.max(inTime, 0))
    for (const left of open) left.messages -= (sent * left.messages) / total
    this.#noteWave(sent)
    this.#given.supply?.take(sent, this.#now)
    // What is cut off by a change comes to it exactly: rounding must not leave a moment in which nothing happens.
    this.#now = sent < total && sent < room ? turnAt : this.#now + sent * messageMs
  }

  /** Only the first is told; hours that follow a cap without a pause belong to it. */
  #noteHold(until: number, cause: SupplyLimit): void {
    if (this.#hold && this.#hold.until !== Math.round(this.#now)) return
    this.#hold = { cause, from: Math.round(this.#now), ...this.#hold, until: Math.round(until) }
  }

  #noteWave(sent: number): void {
    const wave = this.#wave
    if (!wave) return
    if (wave.messages === 0) {
      wave.begunAt = this.#now
      this.#waves.push({ at: Math.round(this.#now), messages: 0 })
    }
    wave.messages += sent
    const noted = this.#waves.at(-1)
    if (noted) noted.messages += sent
  }

  #messageMs(messageMs = this.#given.messageMs): number {
    const { spread } = this.#given
    if (spread.kind !== 'ramp') return messageMs
    return Math.max(messageMs, 3_600_000 / perHourOf(spread, this.#wave?.wave ?? 0))
  }
}

/** Places that wait for the same moment are one. */
function joinWaits(waits: readonly ForeseenWait[]): ForeseenWait[] {
  const joined = new Map<string, ForeseenWait>()
  for (const wait of waits) {
    const key = `${wait.cause} ${wait.until}`
    const before = joined.get(key)
    const from = Math.min(before?.from ?? wait.from, wait.from)
    joined.set(key, { ...wait, from: Math.round(from), messages: (before?.messages ?? 0) + wait.messages })
  }
  return [...joined.values()]
    .map(wait => ({ ...wait, messages: Math.round(wait.messages) }))
    .filter(({ messages }) => messages > 0)
    .toSorted((one, other) => one.until - other.until)
}
