import type { Trouble } from '../database/trouble.ts'
import type { Lines } from '../lines/create-lines.ts'
import type { Absence, LineDoing } from './line-doing.ts'
import type { LineLimiter } from './line-limiter.ts'
import type { LineRest } from './line-rest.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** What says whether a line can send. */
interface StandingOf {
  readonly lines: Pick<Lines, 'setSending' | 'transportOf'>
  readonly lineId: number
  readonly limiter: LineLimiter
  readonly rest: LineRest
}

/** Whether a line can send what is queued for it, and why it cannot. */
export class LineStanding {
  readonly #of: StandingOf
  #queue: readonly QueuedDelivery[] = []
  #haltedBy: Trouble | undefined

  constructor(of: StandingOf) {
    this.#of = of
  }

  /** Why nothing is claimed until a person has acted. */
  get haltedBy(): Trouble | undefined {
    return this.#haltedBy
  }

  /** Others may send what is queued for it. */
  get isPooled(): boolean {
    return this.#queue.some(({ plan }) => plan.isPooled)
  }

  /** Another queue: who empties it or fills an empty one has acted. */
  setQueue(queue: readonly QueuedDelivery[]): void {
    this.reviveIfEmpty()
    this.#queue = queue
    this.reviveIfEmpty()
  }

  /** Labels it for people: one that the network keeps waiting is not called sending. */
  show(now: number): void {
    const { lines, lineId, rest } = this.#of
    lines.setSending(lineId, this.#queue.length > 0, rest.until(now) > now)
  }

  /** @returns whether it was not halted before */
  halt(trouble: Trouble): boolean {
    const isNew = this.#haltedBy === undefined
    this.#haltedBy ??= trouble
    return isNew
  }

  /** A person has acted while others were sending in its place. */
  revive(): void {
    if (this.isPooled) this.#haltedBy = undefined
  }

  reviveIfEmpty(): void {
    if (this.#queue.length === 0) this.#haltedBy = undefined
  }

  /** Why it can send nothing, as long as it is to. */
  absence(now: number): Absence | undefined {
    if (this.#queue.length === 0) return undefined
    if (this.#haltedBy) return { kind: 'halted', trouble: this.#haltedBy }
    const { lines, lineId, limiter } = this.#of
    return lines.transportOf(lineId) ? limiter.hold(now) : { kind: 'away' }
  }

  /** What it is doing; undefined where nothing is queued for it. */
  doing(now: number, inFlight: number): LineDoing | undefined {
    if (this.#queue.length === 0) return undefined
    const absence = this.absence(now)
    if (absence) return absence
    if (inFlight > 0) return { kind: 'sending' }
    const until = this.#of.rest.until(now)
    if (until <= now) return { kind: 'idle' }
    const code = this.#of.rest.why()
    return { kind: 'resting', until, ...(code === undefined ? {} : { trouble: { code, data: {} } }) }
  }
}
