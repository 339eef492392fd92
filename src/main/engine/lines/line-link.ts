import type { LineState } from '../../../shared/contract/lines.ts'
import { SendError } from '../../../shared/errors.ts'
import type { Trouble } from '../database/trouble.ts'
import type { Cancel, Clock, Log } from '../environment.ts'
import type { LineHealth, Transport, TransportEvents } from '../transports/transport.ts'
import { stackOf } from '../stack-of.ts'
import type { LineRecord } from './line-record.ts'
import { needsPerson } from './needs-person.ts'
import { nextReopenPause, steadyMs } from './reopen-pause.ts'

/** What a link tells; receipts and inbound messages pass through it. */
export interface LinkEvents extends Pick<TransportEvents, 'receipt' | 'inbound'> {
  /** State, trouble or health is another. */
  changed(): void
  opened(): void
  /** It does not open, and trying again will not help before a person has changed something. */
  refused(trouble: Trouble): void
}

/** What a link works with. */
export interface LinkOptions {
  readonly lineId: number
  /** Rejects with a SendError. */
  open(events: TransportEvents): Promise<Transport>
  readonly clock: Clock
  readonly log: Log
  readonly record: LineRecord
  readonly events: LinkEvents
}

/** The connection of one line: opens when asked, and opens again by itself after it was lost. */
export class LineLink {
  readonly #options: LinkOptions
  #state: LineState = 'closed'
  #trouble: Trouble | null = null
  #health: LineHealth = {}
  #transport: Transport | undefined
  #attempt: Promise<void> | undefined
  #closing: Promise<void> | undefined
  #cancelReopen: Cancel | undefined
  #pauseMs = 0
  #openedAt = 0
  #awaySince: number | undefined
  #hasQueue = false
  #isSending = false
  #isShut = false

  constructor(options: LinkOptions) {
    this.#options = options
  }

  get state(): LineState {
    return this.#state === 'ready' && this.#isSending ? 'sending' : this.#state
  }

  get trouble(): Trouble | null {
    return this.#trouble
  }

  get health(): LineHealth {
    return this.#health
  }

  /** Since when it has not been there to send, although it was to be; undefined while it is. */
  get awaySince(): number | undefined {
    return this.#awaySince
  }

  /** What it did of late. */
  get record(): LineRecord {
    return this.#options.record
  }

  /** Undefined unless it can send right now. */
  get transport(): Transport | undefined {
    return this.#transport
  }

  /** Tries to open at once unless it is open; resolves when the attempt has ended, well or not. */
  open(): Promise<void> {
    if (this.#transport || this.#isShut) return Promise.resolve()
    this.#attempt ??= this.#tryOpening().finally(() => (this.#attempt = undefined))
    return this.#attempt
  }

  /** Messages are queued for it: nothing else is to come between them, also while it is kept waiting. */
  get hasQueue(): boolean {
    return this.#hasQueue
  }

  /** Whether messages are queued for it; and, as a label for people, whether they are on their way. */
  setSending(hasQueue: boolean, isResting: boolean): void {
    this.#hasQueue = hasQueue
    const isSending = hasQueue && !isResting
    if (this.#isSending === isSending) return
    this.#isSending = isSending
    if (this.#state === 'ready') this.#options.events.changed()
  }

  /** Takes it out of service until the next `open`. */
  breakDown(trouble: Trouble): void {
    this.#closing = this.#close()
    this.#transport = undefined
    this.#show('broken', trouble)
  }

  /** Ends it for good; a message under way gets its outcome first. */
  async shut(): Promise<void> {
    this.#isShut = true
    this.#cancelReopen?.()
    await this.#attempt
    await this.#closing
    await this.#close()
    this.#transport = undefined
    this.#state = 'closed'
  }

  /** Never rejects: a port that does not close keeps nobody from closing the others, nor the workspace. */
  async #close(): Promise<void> {
    const { log, lineId } = this.#options
    try {
      await this.#transport?.close()
    } catch (error) {
      log.error('line did not close', { line: lineId, stack: stackOf(error) })
    }
  }

  async #tryOpening(): Promise<void> {
    this.#cancelReopen?.()
    this.#show('opening', this.#trouble)
    const { clock, events } = this.#options
    try {
      await this.#closing
      const transport = await this.#options.open(this.#listenTo())
      this.#transport = transport
      if (this.#isShut) return
      this.#openedAt = clock.now()
      this.#show('ready', null)
      events.opened()
    } catch (error) {
      this.#fail(error)
    }
  }

  #listenTo(): TransportEvents {
    const { clock, events, log, lineId } = this.#options
    return {
      receipt: receipt => events.receipt(receipt),
      inbound: message => events.inbound(message),
      health: health => {
        this.#health = { ...this.#health, ...health }
        events.changed()
      },
      closed: reason => {
        if (this.#isShut || !this.#transport) return
        log.warn('line closed', { line: lineId, reason })
        this.#transport = undefined
        if (clock.now() - this.#openedAt >= steadyMs) this.#pauseMs = 0
        this.#show('broken', { code: 'line-closed', data: {} })
        this.#reopenLater()
      },
    }
  }

  #fail(error: unknown): void {
    const { events, log, lineId } = this.#options
    const isExpected = error instanceof SendError
    const trouble: Trouble = isExpected
      ? { code: error.code, data: error.data }
      : { code: 'line/failed', data: {} }
    if (isExpected) log.warn('line does not open', { line: lineId, code: error.code })
    else log.error('line does not open', { line: lineId, stack: stackOf(error) })
    if (this.#isShut) return
    this.#show('broken', trouble)
    if (isExpected && needsPerson(error)) events.refused(trouble)
    else this.#reopenLater()
  }

  #reopenLater(): void {
    this.#pauseMs = nextReopenPause(this.#pauseMs)
    this.#cancelReopen = this.#options.clock.after(this.#pauseMs, () => void this.open())
  }

  #show(state: LineState, trouble: Trouble | null): void {
    this.#state = state
    this.#trouble = trouble
    this.#awaySince = state === 'ready' ? undefined : (this.#awaySince ?? this.#options.clock.now())
    // Nobody hears any more how it is on the network; which modem and SIM it is stays true.
    if (state === 'broken') this.#health = lastingOf(this.#health)
    this.#options.events.changed()
  }
}

function lastingOf(health: LineHealth): LineHealth {
  const passing: ReadonlySet<string> = new Set(['operator', 'registered', 'signal'])
  return Object.fromEntries(Object.entries(health).filter(([key]) => !passing.has(key)))
}
