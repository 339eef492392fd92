import { isDeepStrictEqual } from 'node:util'
import type { Database } from 'better-sqlite3'
import type { Announcement, OutgoingMessage, Transport } from '../transports/transport.ts'
import { foreseeMessage } from './foresee-message.ts'
import type { QueuedDelivery } from './queued-delivery.ts'

/** Tells a line of the message that comes next while its claim is being written, so that it waits for neither. */
export interface Announcer {
  /** Looks for the next message while another is under way. */
  foresee(queue: readonly QueuedDelivery[], now: number): void
  /** Announces what was foreseen, where anything was and the line can be told. @returns whether it was */
  announce(transport: Transport): boolean
  /** The announcement of a message that is claimed now; undefined where another was announced, or none. */
  take(transport: Transport, message: OutgoingMessage): Announcement | undefined
  /** What was announced does not leave. */
  withdraw(): void
}

/** An announcer that knows of nothing. */
export function createAnnouncer(database: Database): Announcer {
  let foreseen: OutgoingMessage | undefined
  let current: (Announcement & { readonly message: OutgoingMessage; readonly by: Transport }) | undefined
  return {
    foresee(queue, now) {
      foreseen = foreseeMessage(database, queue, now)
    },
    announce(transport) {
      const message = foreseen
      foreseen = undefined
      if (current || !message || !transport.announce) return false
      current = { ...transport.announce(message), message, by: transport }
      return true
    },
    take(transport, message) {
      const announced = current
      if (!announced || announced.by !== transport || !isDeepStrictEqual(announced.message, message)) {
        return undefined
      }
      current = undefined
      return announced
    },
    withdraw() {
      current?.withdraw()
      current = undefined
    },
  }
}
