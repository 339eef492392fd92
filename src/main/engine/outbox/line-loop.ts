import { limitsOf } from '../../../shared/lines/line-limits.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import type { Cancel } from '../environment.ts'
import type { Lines } from '../lines/create-lines.ts'
import type { AcceptedPart, SendOutcome, Transport } from '../transports/transport.ts'
import { stackOf } from '../stack-of.ts'
import { Announcer } from './announcer.ts'
import type { Outlook } from './foresee-message.ts'
import { isWhole, type Flight } from './flight.ts'
import { judgeOutcome, type LineVerdict } from './judge-outcome.ts'
import { takeTurn, type Judged, type Turn, type TurnResult } from './ledger-turn.ts'
import { createLineRest } from './line-rest.ts'
import type { Change } from './move-message.ts'
import { findNextMoment } from './next-moment.ts'
import type { LineDoing } from './line-doing.ts'
import { LineLimiter } from './line-limiter.ts'
import { LineStanding } from './line-standing.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import { createShares } from './shares.ts'
import { takePart } from './take-part.ts'
import { writeTrouble } from './write-trouble.ts'

/** How long the loop may hold the thread before others get their turn. */
const holdMs = 20
/** Longer than a modem in software takes to ask for the text: what it would wait for comes first. */
const headStartMs = 1
/** How long to wait before writing again what could not be written. */
const rewriteMs = 1_000
/** How long to wait before looking again at a message that is due and may not leave. */
const recheckMs = 1_000
/** However far away the next moment is, the clock is looked at so often: it may be set, and the machine may sleep. */
const mostQuietMs = 60_000
/** How often a line that has nothing to do looks whether another needs somebody to stand in. */
const standInMs = 5_000

/** What a loop works with. */
export interface LineLoopOptions {
  readonly context: EngineContext
  readonly lines: Lines
  readonly lineId: number
  /** Moves that are in the ledger. */
  noted(changes: readonly Change[]): void
  /** Nothing more may leave through this line until a person has acted. */
  halted(trouble: Trouble): void
  /** Whether whoever owns several loops writes for this one, with the others, in a moment. */
  joins(loop: LineLoop): boolean
  /** Lines that cannot send now. */
  standsFor(): readonly number[]
  /** Nothing more of one delivery may leave until a person has acted. */
  paused(deliveryId: number, trouble: Trouble): void
}

/** What a loop would write, and the way out for what is claimed by it. */
export interface PlannedTurn {
  readonly turn: Turn
  readonly transport: Transport | undefined
}

/** Sends what is queued for one line: one claim on disk for each message before its first byte leaves. */
export class LineLoop {
  readonly #options: LineLoopOptions
  readonly #rest
  readonly #announcer: Announcer
  readonly #limiter: LineLimiter
  /** Whether it can send, and why not. */
  readonly standing: LineStanding
  #queue: readonly QueuedDelivery[] = []
  readonly #shares = createShares()
  #landings: Judged[] = []
  #inFlight = 0
  #isStopping = false
  #isDone = false
  #isGoingOn = false
  #cancelTimer: Cancel | undefined
  #heldSince = 0
  #whenEmpty: (() => void) | undefined

  constructor(options: LineLoopOptions) {
    this.#options = options
    const { context, lines, lineId } = options
    const { clock, random, workspace } = context
    this.#rest = createLineRest(random)
    this.#limiter = new LineLimiter({ clock, random, sql: workspace.sql, sim: () => lines.simOf(lineId) })
    this.standing = new LineStanding({ lines, lineId, limiter: this.#limiter, rest: this.#rest })
    this.#announcer = new Announcer(workspace.sql, lineId)
  }

  /** Takes the deliveries that are to be sent through this line, first confirmed first. */
  setQueue(queue: readonly QueuedDelivery[]): void {
    this.standing.setQueue(queue)
    this.#queue = queue
    this.#readLimits()
    this.standing.show(this.#options.context.clock.now())
    this.pump()
  }

  /** Looks at what can be written and what may leave; harmless at any time, and never throws. */
  pump(): void {
    const plan = this.plan()
    const result = plan && this.#try(() => takeTurn(this.#options.context.workspace.ledger, plan.turn))
    if (plan && result) this.finish(plan, result)
  }

  /** What is to be written now; undefined where there is nothing. Never throws. */
  plan(): PlannedTurn | undefined {
    this.#cancelTimer?.()
    return this.#try(() => this.#planTurn())
  }

  #planTurn(): PlannedTurn | undefined {
    const landings = this.#landings
    if (this.#isDone || (this.#isStopping && landings.length === 0)) return undefined
    const { context, lineId } = this.#options
    const now = context.clock.now()
    // Asked also where nothing may leave: this is when it is seen that a line is out.
    const standsFor = this.#standsFor()
    const transport = this.#options.lines.transportOf(lineId)
    const slots = transport ? this.#freeSlots(transport, now) : 0
    if (landings.length === 0 && slots === 0) {
      if (this.#inFlight > 0) this.#announcer.withdraw()
      else this.#announcer.forget()
      this.#planNext(slots)
      return undefined
    }
    const { limits } = this.#limiter
    const whose = { lineId, standsFor, sim: this.#limiter.simDay(now), limits, place: context.workspace }
    return { turn: { ...whose, now, landings, queue: this.#queue, shares: this.#shares, slots }, transport }
  }

  /** Goes on with what is on disk now: only from here on may anything leave. Never throws. */
  finish({ turn: { now, slots, landings }, transport }: PlannedTurn, result: TurnResult): void {
    const { flights, changes, halts, cursors, isMore, cap } = result
    this.#landings = this.#landings.filter(landing => !landings.includes(landing))
    this.#limiter.took(flights.length, now)
    if (cap) this.#limiter.full(cap, now)
    for (const each of this.#queue) each.cursor = Math.max(cursors.get(each.id) ?? 0, each.cursor)
    if (transport) for (const flight of flights) void this.#launch(transport, flight)
    this.#announcer.withdraw()
    if (flights.length > 0) this.#goOnMeanwhile()
    this.#try(() => {
      this.#options.noted(changes)
      for (const { deliveryId, trouble } of halts) this.#options.paused(deliveryId, trouble)
      if (isMore) this.#pumpIn(0)
      else this.#planNext(slots - flights.length)
    })
  }

  /** Claims nothing more from now on. */
  stopClaiming(): void {
    this.#isStopping = true
    this.#announcer.forget()
    this.#cancelTimer?.()
  }

  /** Resolves when all that was under way has its outcome, and has written what can be written. */
  async drain(): Promise<void> {
    if (this.#inFlight > 0) await new Promise<void>(resolve => (this.#whenEmpty = resolve))
    this.pump()
    this.#isDone = true
    this.#cancelTimer?.()
  }

  /** Nothing more is claimed until the queue has been empty. */
  halt(trouble: Trouble): void {
    if (this.standing.halt(trouble)) this.#options.halted(trouble)
  }

  /** What it is doing now; undefined where nothing is queued for it. */
  doing(now: number): LineDoing | undefined {
    return this.standing.doing(now, this.#inFlight)
  }

  #standsFor(): readonly number[] {
    const { standsFor, lineId } = this.#options
    return this.standing.isPooled ? standsFor().filter(id => id !== lineId) : []
  }

  #freeSlots(transport: Transport, now: number): number {
    if (this.#isStopping || this.standing.haltedBy || this.#queue.length === 0) return 0
    if (now < this.#rest.until(now) || this.#limiter.hold(now)) return 0
    const window = this.#rest.isProbing() ? 1 : transport.window
    return Math.max(0, Math.min(window - this.#inFlight, this.#limiter.allowance(now, this.#inFlight)))
  }

  /** Timers and answers begin it and nobody waits for it: what it throws would end the engine, and all other lines. */
  #try<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.stumble(error)
      return undefined
    }
  }

  /** Never rejects: what comes of it is among the landings before anything else is asked. */
  async #launch(transport: Transport, flight: Flight): Promise<void> {
    this.#inFlight++
    const answer = await this.#send(transport, flight)
    const outcome: SendOutcome = isWhole(flight) ? { kind: 'accepted' } : answer
    const { clock, random } = this.#options.context
    const landing = { flight, outcome, at: clock.now() }
    const judged = { landing, verdict: judgeOutcome(landing, random) }
    this.#landings.push(judged)
    this.#inFlight--
    this.#try(() => this.#goOnAfter(judged, transport))
    if (this.#inFlight === 0) this.#whenEmpty?.()
  }

  #goOnAfter({ landing: { outcome, at }, verdict }: Judged, transport: Transport): void {
    const { clock } = this.#options.context
    this.#limiter.landed(at)
    this.#heed(verdict.line)
    if (this.#isStopping) return
    const isNextSoon = outcome.kind === 'accepted' && this.#freeSlots(transport, clock.now()) > 0
    if (isNextSoon) this.#announcer.announce(transport)
    if (this.#options.joins(this)) return
    // The outcome and the next claim are one write: whatever dies, only the message under way is in doubt.
    if (clock.now() - this.#heldSince < holdMs) return this.pump()
    clock.after(0, () => {
      this.#heldSince = clock.now()
      this.pump()
    })
  }

  /** While the line is busy with a message there is time to look for the next. */
  #goOnMeanwhile(): void {
    if (this.#isGoingOn) return
    this.#isGoingOn = true
    this.#options.context.clock.after(headStartMs, () => {
      this.#isGoingOn = false
      if (!this.#isStopping) this.#try(() => this.#announcer.foresee(this.#outlook()))
    })
  }

  #outlook(): Outlook {
    const { context, lineId } = this.#options
    const queued = { queue: this.#queue, shares: this.#shares }
    return { lineId, now: context.clock.now(), standsFor: this.#standsFor(), ...queued }
  }

  #heed(verdict: LineVerdict): void {
    const { context, lines, lineId } = this.#options
    this.#rest.note(verdict, context.clock.now())
    this.standing.show(context.clock.now())
    if (verdict.kind !== 'broken') return
    const trouble = { code: verdict.code, data: {} }
    lines.breakDown(lineId, trouble)
    this.halt(trouble)
  }

  async #send(transport: Transport, flight: Flight): Promise<SendOutcome> {
    try {
      const announced = this.#announcer.take(transport, flight.message)
      const onPart = (part: AcceptedPart): void => takePart(this.#options.context, flight, part)
      return await (announced ? announced.send(onPart) : transport.send(flight.message, onPart))
    } catch (error) {
      this.#options.context.log.error('transport failed', { line: flight.lineId, stack: stackOf(error) })
      return { kind: 'unknown', reason: 'transport-failed' }
    }
  }

  /** The workspace could not be read or written: what has landed is written later. */
  stumble(error: unknown): void {
    const { log } = this.#options.context
    const trouble = writeTrouble(error)
    this.#announcer.withdraw()
    log.error('line cannot go on', { line: this.#options.lineId, stack: stackOf(error) })
    // Without a queue there is nothing to halt, and telling it would end in this very place again.
    if (trouble && this.#queue.length > 0) this.halt(trouble)
    if (!trouble || this.#landings.length > 0) this.#pumpIn(rewriteMs)
  }

  /** Sets the timer for what may leave later; landings and calls of `pump` bring it back in all other cases. */
  #planNext(idleSlots: number): void {
    const { context, lines, lineId } = this.#options
    if (this.#isStopping || this.standing.haltedBy || this.#queue.length === 0) return
    if (!lines.transportOf(lineId)) return
    const now = context.clock.now()
    const hold = this.#limiter.hold(now)
    if (hold) return this.#pumpIn(Math.min(hold.until - now, mostQuietMs))
    const earliest = Math.max(this.#rest.until(now), this.#limiter.nextAt())
    if (earliest > now) return this.#pumpIn(Math.min(earliest - now, mostQuietMs))
    if (idleSlots <= 0) return
    const dueAt = findNextMoment(context.workspace.sql, this.#queue, now)
    // One that is due and was not claimed belongs to a delivery that is no longer sending.
    if (dueAt !== undefined) this.#pumpIn(dueAt > now ? Math.min(dueAt - now, mostQuietMs) : recheckMs)
    else if (this.standing.isPooled) this.#pumpIn(standInMs)
  }

  #pumpIn(ms: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#options.context.clock.after(ms, () => this.pump())
  }

  #readLimits(): void {
    const { lines, lineId } = this.#options
    if (this.#queue.length > 0) this.#limiter.set(limitsOf(lines.get(lineId).settings))
  }
}
