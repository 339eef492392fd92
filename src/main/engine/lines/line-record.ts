import type { Clock } from '../environment.ts'
import type { SendOutcome, Transport, TransportEvents } from '../transports/transport.ts'
import { redactExchange } from './redact-exchange.ts'

/** As much of the conversation is kept as a person can look through. */
const mostEntries = 500
/** A day of looks at the signal, two a minute. */
const mostSamples = 2_880

/** One thing that was said. */
export interface ExchangeEntry {
  readonly at: number
  readonly direction: 'sent' | 'received'
  readonly text: string
}

/** The signal at a moment, in percent. */
export interface SignalSample {
  readonly at: number
  readonly signal: number
}

/** What went through a line since the program was started. */
export interface LineCounts {
  accepted: number
  refused: number
  unknown: number
  receipts: number
  inbound: number
}

/** What a line did of late: in memory alone, gone with the program. */
export class LineRecord {
  readonly counts: LineCounts = { accepted: 0, refused: 0, unknown: 0, receipts: 0, inbound: 0 }
  readonly #clock: Clock
  readonly #entries: ExchangeEntry[] = []
  readonly #samples: SignalSample[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get samples(): readonly SignalSample[] {
    return this.#samples
  }

  /** The last that was said; without numbers and texts of people unless these are asked for. */
  entries(reveals: boolean): ExchangeEntry[] {
    if (reveals) return [...this.#entries]
    return this.#entries.map(entry => ({ ...entry, text: redactExchange(entry.text) }))
  }

  /** Listens along. */
  watch(events: TransportEvents): TransportEvents {
    return {
      ...events,
      receipt: receipt => {
        this.counts.receipts++
        events.receipt(receipt)
      },
      inbound: message => {
        // A long message counts once.
        if (message.part === undefined || message.part.index === 1) this.counts.inbound++
        events.inbound(message)
      },
      health: health => {
        if (health.signal !== undefined)
          this.#keep(this.#samples, { at: this.#clock.now(), signal: health.signal }, mostSamples)
        events.health(health)
      },
      exchange: (direction, text) => {
        this.#keep(this.#entries, { at: this.#clock.now(), direction, text }, mostEntries)
      },
    }
  }

  /** Counts what becomes of messages. */
  follow(transport: Transport): Transport {
    const count = async (sending: Promise<SendOutcome>): Promise<SendOutcome> => {
      const outcome = await sending
      this.counts[outcome.kind]++
      return outcome
    }
    const announce = transport.announce?.bind(transport)
    return {
      window: transport.window,
      ...(transport.modem === undefined ? {} : { modem: transport.modem }),
      ...(transport.people === undefined ? {} : { people: transport.people }),
      send: (message, onPart) => count(transport.send(message, onPart)),
      ...(announce && {
        announce: message => {
          const announced = announce(message)
          return { ...announced, send: onPart => count(announced.send(onPart)) }
        },
      }),
      close: () => transport.close(),
    }
  }

  #keep<T>(kept: T[], entry: T, most: number): void {
    kept.push(entry)
    // Dropped in one piece now and then: moving hundreds for each line would cost more than the conversation.
    if (kept.length > most * 1.2) kept.splice(0, kept.length - most)
  }
}
