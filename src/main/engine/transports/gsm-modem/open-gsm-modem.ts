import type { Duplex } from 'node:stream'
import type { Cancel, Clock, Log } from '../../environment.ts'
import type {
  AcceptedPart,
  LineHealth,
  OutgoingMessage,
  SendOutcome,
  Transport,
  TransportEvents,
  TransportReceipt,
} from '../transport.ts'
import { AtChannel } from './at/at-channel.ts'
import { readHealth } from './health.ts'
import { initialise } from './initialise.ts'
import { createReceiver, type Receiver } from './receive.ts'
import { sendMessage } from './send-message.ts'

const HEALTH_EVERY_MS = 30_000
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
    /** How long the network tries to deliver; its own choice when absent. */
    readonly validityMinutes?: number
  }
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
    onUrc: urc => receiver.take(urc),
    onClosed: reason => link.session?.lose(reason),
  })
  try {
    const setup = await initialise(channel, { ...options, pin: options.settings.pin })
    link.session = new GsmModemSession(channel, { ...options, receiver, health: setup.health })
    receiver.start(channel, setup)
    return link.session
  } catch (error) {
    await channel.close()
    throw error
  }
}

interface SessionParts extends GsmModemOptions {
  readonly receiver: Receiver
  readonly health: LineHealth
}

class GsmModemSession implements Transport {
  readonly window = 1
  readonly #channel: AtChannel
  readonly #parts: SessionParts
  #health: LineHealth
  #cancelPoll: Cancel | undefined
  #underWay: Promise<SendOutcome> | undefined
  #isClosing = false
  #heldReceipts: TransportReceipt[] = []

  constructor(channel: AtChannel, parts: SessionParts) {
    this.#channel = channel
    this.#parts = parts
    this.#health = parts.health
    parts.events.health(this.#health)
    this.#schedulePoll()
  }

  async send(message: OutgoingMessage, onPart: (part: AcceptedPart) => void): Promise<SendOutcome> {
    const takePart = (part: AcceptedPart): void => {
      onPart(part)
      this.#releaseReceipts()
    }
    const isClosing = (): boolean => this.#isClosing
    const sending = sendMessage(
      this.#channel,
      { message, onPart: takePart },
      { ...this.#parts.settings, isClosing },
    )
    this.#underWay = sending
    const outcome = await sending
    if (this.#underWay === sending) this.#underWay = undefined
    this.#releaseReceipts()
    return outcome
  }

  /**
   * A report may come before the answer to the very part that it reports: while a part is under way reports
   * wait, so that a part is always known as accepted before its receipt.
   */
  takeReceipt(receipt: TransportReceipt): void {
    if (this.#underWay === undefined) this.#parts.events.receipt(receipt)
    else this.#heldReceipts.push(receipt)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#cancelPoll?.()
    if (this.#underWay !== undefined) {
      const giveUp = this.#parts.clock.after(CLOSE_PATIENCE_MS, () => void this.#channel.close())
      await this.#underWay
      giveUp()
    }
    await this.#channel.close()
    this.#parts.receiver.close()
  }

  /** The link is gone by itself. */
  lose(reason: string): void {
    this.#cancelPoll?.()
    this.#parts.receiver.close()
    if (!this.#isClosing) this.#parts.events.closed(reason)
  }

  #releaseReceipts(): void {
    const held = this.#heldReceipts
    if (held.length === 0) return
    this.#heldReceipts = []
    for (const receipt of held) this.#parts.events.receipt(receipt)
  }

  #schedulePoll(): void {
    if (this.#isClosing || this.#channel.isClosed) return
    this.#cancelPoll = this.#parts.clock.after(HEALTH_EVERY_MS, () => void this.#poll())
  }

  /** Only while idle: a poll between two messages would cost the radio link that the modem keeps up. */
  async #poll(): Promise<void> {
    if (this.#underWay === undefined) {
      this.#health = { ...this.#health, ...(await readHealth(this.#channel)) }
      if (!this.#channel.isClosed) this.#parts.events.health(this.#health)
    }
    this.#schedulePoll()
  }
}
