import type { Duplex } from 'node:stream'
import { isSameNumber } from '../../../../shared/sms/is-same-number.ts'
import type { Cancel, Clock, Log } from '../../environment.ts'
import type {
  AcceptedPart,
  Announcement,
  LineHealth,
  ModemControls,
  OutgoingMessage,
  SendOutcome,
  Transport,
  TransportEvents,
  TransportReceipt,
} from '../transport.ts'
import { AtChannel } from './at/at-channel.ts'
import { parseRegistrationNews, readHealth } from './health.ts'
import { initialise } from './initialise.ts'
import { createReceiver, type Receiver } from './receive.ts'
import { modemFailure } from './modem-failure.ts'
import type { Quirks } from './quirks.ts'
import { runTyped } from './run-typed.ts'
import { createUssdDesk, type UssdDesk } from './ussd.ts'
import { sendMessage } from './send-message.ts'

const HEALTH_EVERY_MS = 30_000
/** Memories are looked at every five minutes. */
const POLLS_PER_SWEEP = 10
/** How long closing waits for the answer of a part that has left. */
const CLOSE_PATIENCE_MS = 10_000

/** What opening a modem takes. */
export interface GsmModemOptions {
  /** An open port; the transport owns it from here on. */
  readonly stream: Duplex
  readonly clock: Clock
  readonly log: Log
  readonly events: TransportEvents
  readonly settings: {
    readonly pin?: string | undefined
    readonly serviceCentre?: string | undefined
  }
  /** Whether this is the modem that is meant; anything else is left alone, with what is stored in it. */
  readonly accepts?: ((health: LineHealth) => boolean) | undefined
}

/**
 * Gets the modem behind a stream ready and returns the way out. Rejects with a SendError of a `modem-…` code,
 * with the stream closed, when it cannot be used.
 */
export async function openGsmModem(options: GsmModemOptions): Promise<Transport> {
  const link: { session?: GsmModemSession } = {}
  const receiver = createReceiver({
    ...options,
    events: {
      receipt: receipt => link.session?.takeReceipt(receipt),
      inbound: message => options.events.inbound(message),
    },
  })
  const channel = new AtChannel({
    ...options,
    onUrc: urc => {
      receiver.take(urc)
      link.session?.hear(urc.line)
    },
    onExchange: (direction, text) => options.events.exchange?.(direction, text),
    onClosed: reason => link.session?.lose(reason),
  })
  try {
    const { pin, serviceCentre } = options.settings
    const setup = await initialise(channel, { ...options, pin, serviceCentre })
    if (options.accepts?.(setup.health) === false) throw modemFailure('modem-other-sim')
    link.session = new GsmModemSession(channel, { ...options, ...setup, receiver })
    receiver.start(channel, setup)
    // What came while nobody listened; the first message need not wait for it.
    void receiver.sweep()
    return link.session
  } catch (error) {
    await channel.close()
    throw error
  }
}

interface SessionParts extends GsmModemOptions {
  readonly receiver: Receiver
  readonly health: LineHealth
  readonly quirks: Quirks
}

class GsmModemSession implements Transport {
  readonly window = 1
  readonly modem: ModemControls
  readonly #ussd: UssdDesk
  readonly #channel: AtChannel
  readonly #parts: SessionParts
  #health: LineHealth
  #cancelPoll: Cancel | undefined
  #underWay: { readonly recipient: string; readonly outcome: Promise<SendOutcome> } | undefined
  #isClosing = false
  #polls = 0

  constructor(channel: AtChannel, parts: SessionParts) {
    this.#channel = channel
    this.#parts = parts
    this.#health = parts.health
    this.#ussd = createUssdDesk(channel, parts.clock, parts.quirks)
    this.modem = { command: text => runTyped(channel, text), ask: code => this.#ussd.ask(code) }
    parts.events.health(this.#health)
    this.#schedulePoll()
  }

  send(message: OutgoingMessage, onPart: (part: AcceptedPart) => void): Promise<SendOutcome> {
    return this.#send(message, onPart)
  }

  /** The command with the length of the first part goes ahead, so that the modem asks for the text meanwhile. */
  announce(message: OutgoingMessage): Announcement {
    const { promise: clearance, resolve } = Promise.withResolvers<boolean>()
    let takePart: (part: AcceptedPart) => void = () => {}
    const sending = this.#send(message, part => takePart(part), clearance)
    // Nobody asks what came of one that is withdrawn.
    void sending.catch(() => undefined)
    return {
      send(onPart) {
        takePart = onPart
        resolve(true)
        return sending
      },
      withdraw: () => resolve(false),
    }
  }

  async #send(
    message: OutgoingMessage,
    onPart: (part: AcceptedPart) => void,
    clearance?: Promise<boolean>,
  ): Promise<SendOutcome> {
    const isClosing = (): boolean => this.#isClosing
    const sending = sendMessage(
      this.#channel,
      { message, onPart },
      { ...this.#parts.settings, clearance, isClosing, now: () => this.#parts.clock.now() },
    )
    const underWay = { recipient: message.recipient, outcome: sending }
    this.#underWay = underWay
    try {
      return await sending
    } finally {
      if (this.#underWay === underWay) this.#underWay = undefined
    }
  }

  /**
   * A report may come before the answer to the very part that it reports, or instead of it. It is told at once, so that it is
   * on disk whatever becomes of the program, and marked, so that it is matched once the outcome is known.
   */
  takeReceipt(receipt: TransportReceipt): void {
    const recipient = this.#underWay?.recipient
    const isEarly = recipient !== undefined && isSameNumber(recipient, receipt.recipient)
    this.#parts.events.receipt(isEarly ? { ...receipt, isEarly } : receipt)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#cancelPoll?.()
    if (this.#underWay !== undefined) {
      const giveUp = this.#parts.clock.after(CLOSE_PATIENCE_MS, () => void this.#channel.close())
      await Promise.allSettled([this.#underWay.outcome])
      giveUp()
    }
    await this.#channel.close()
  }

  /** Something that the modem says unasked, beside messages and reports. */
  hear(line: string): void {
    this.#ussd.take(line)
    const registered = parseRegistrationNews(line)
    if (registered === undefined || registered === this.#health.registered) return
    this.#health = { ...this.#health, registered }
    this.#parts.events.health(this.#health)
  }

  /** The link is gone by itself. */
  lose(reason: string): void {
    this.#cancelPoll?.()
    if (!this.#isClosing) this.#parts.events.closed(reason)
  }

  #schedulePoll(): void {
    if (this.#isClosing || this.#channel.isClosed) return
    this.#cancelPoll = this.#parts.clock.after(HEALTH_EVERY_MS, () => void this.#poll())
  }

  /** Only while idle: a poll between two messages would cost the radio link that the modem keeps up. */
  async #poll(): Promise<void> {
    if (this.#underWay === undefined) {
      this.#health = { ...this.#health, ...(await readHealth(this.#channel)) }
      // An indication may have been lost on a busy cable; a memory must never fill up.
      if (++this.#polls % POLLS_PER_SWEEP === 0) await this.#parts.receiver.sweep()
      if (!this.#channel.isClosed) this.#parts.events.health(this.#health)
    }
    this.#schedulePoll()
  }
}
