import type { AcceptedPart, OutgoingMessage, SendOutcome } from '../transports/transport.ts'
import type { SimDay } from './sim-usage.ts'
import type { Reservation } from './spending.ts'

/** A part that the network took, and when. */
export interface TakenPart extends AcceptedPart {
  readonly at: number
}

/** A message that is claimed on disk and on its way. */
export interface Flight {
  readonly attemptId: number
  readonly deliveryId: number
  readonly lineId: number
  readonly claimedAt: number
  /** Attempts that count, this one included. */
  readonly attempts: number
  /** What it may cost. */
  readonly reservation: Reservation
  /** Whose caps it counts against. */
  readonly sim: SimDay
  readonly message: OutgoingMessage
  /** Parts that the network took in this attempt. */
  readonly taken: TakenPart[]
  /** Those of them that the ledger does not know yet. */
  readonly unwritten: TakenPart[]
}

/** Whether the network has every part, whatever came after the last of them. */
export function isWhole({ taken, message }: Flight): boolean {
  const of = taken.at(-1)?.of
  return of !== undefined && message.acceptedParts.length + taken.length >= of
}

/** A flight whose outcome is known and not yet in the ledger. */
export interface Landing {
  readonly flight: Flight
  readonly outcome: SendOutcome
  readonly at: number
}
