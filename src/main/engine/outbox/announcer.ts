import { isDeepStrictEqual } from 'node:util'
import type { Database } from 'better-sqlite3'
import type { Announcement, OutgoingMessage, Transport } from '../transports/transport.ts'
import { foreseeMessage, type Foreseen, type Outlook } from './foresee-message.ts'

interface Announced extends Announcement {
  readonly message: OutgoingMessage
  readonly by: Transport
}

/** Tells a line of the message that comes next while its claim is being written, so that it waits for neither. */
export class Announcer {
  readonly #database: Database
  readonly #lineId: number
  #foreseen: Foreseen | undefined
  #seat: Foreseen | undefined
  #current: Announced | undefined

  constructor(database: Database, lineId: number) {
    this.#database = database
    this.#lineId = lineId
  }

  /** Looks for the next message while another is under way. */
  foresee(outlook: Outlook): void {
    this.#leave()
    this.#foreseen = foreseeMessage(this.#database, outlook)
    this.#seat = this.#foreseen
    this.#seat?.delivery.seats.take(this.#lineId, this.#seat.message.messageId)
  }

  /** Announces what was foreseen, where anything was and the line can be told. @returns whether it was */
  announce(transport: Transport): boolean {
    const message = this.#foreseen?.message
    this.#foreseen = undefined
    if (this.#current || !message || !transport.announce) return false
    this.#current = { ...transport.announce(message), message, by: transport }
    return true
  }

  /** The announcement of a message that is claimed now; undefined where another was announced, or none. */
  take(transport: Transport, message: OutgoingMessage): Announcement | undefined {
    const announced = this.#current
    if (!announced || announced.by !== transport || !isDeepStrictEqual(announced.message, message)) {
      return undefined
    }
    this.#current = undefined
    return announced
  }

  /** What was announced does not leave. */
  withdraw(): void {
    this.#current?.withdraw()
    this.#current = undefined
  }

  /** The line sends nothing for a while: others may take what it foresees. */
  forget(): void {
    this.withdraw()
    this.#foreseen = undefined
    this.#leave()
  }

  #leave(): void {
    this.#seat?.delivery.seats.leave(this.#lineId)
    this.#seat = undefined
  }
}
