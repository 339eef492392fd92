import type { PersonKind } from '../../../shared/lines/person-kind.ts'
import type { SendError } from '../../../shared/errors.ts'
import type { Encoding } from '../../../shared/sms/encoding.ts'

/** One message as the outbox hands it to a line. */
export interface OutgoingMessage {
  readonly messageId: number
  /** E.164, with the plus. */
  readonly recipient: string
  readonly text: string
  readonly encoding: Encoding
  /** Concatenation reference, 0–255; unused by a message of one part. */
  readonly reference: number
  /** Parts that the network already took, 1-based: they are not sent again. */
  readonly acceptedParts: readonly number[]
  /** Epoch ms after which nobody wants it any more: what the network still holds then it shall drop; null is never. */
  readonly expiresAt: number | null
  /** The name that it comes from, on lines that can send under one; else their number. */
  readonly sender?: string
}

/** The network took one part. */
export interface AcceptedPart {
  /** 1-based. */
  readonly index: number
  readonly of: number
  /** What a later receipt names: on a modem the message reference, 0–255, as text. */
  readonly reference: string
}

/** What became of a message once its line has answered, or has not. */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  /** Surely not sent (at least from the first part not in `acceptedParts` on). */
  | { readonly kind: 'refused'; readonly error: SendError }
  /** Bytes left and no answer came: it may or may not arrive. */
  | { readonly kind: 'unknown'; readonly reason: string }

/** A delivery report, not yet matched to a message. */
export interface TransportReceipt {
  readonly reference: string
  readonly recipient: string
  readonly status: 'delivered' | 'pending' | 'failed'
  /** The network's own status code. */
  readonly code: string
  /** It came while a message to that number was under way, whose answer may name the same reference. */
  readonly isEarly?: boolean | undefined
}

/** Which part of a long message a text is. */
export interface InboundPlace {
  /** The same in all its parts. */
  readonly reference: number
  /** Whether the reference has 16 bits. */
  readonly isWide: boolean
  readonly of: number
  /** 1-based. */
  readonly index: number
}

/** A message that came in, or one part of a long one. */
export interface TransportInbound {
  readonly sender: string
  readonly text: string
  /** Epoch ms of the service centre. */
  readonly sentAt: number
  /** Absent where the text is the whole message. */
  readonly part?: InboundPlace
}

/** What a line tells of itself; unknown fields are absent. */
export interface LineHealth {
  readonly manufacturer?: string
  readonly model?: string
  readonly firmware?: string
  readonly imei?: string
  readonly imsi?: string
  readonly operator?: string
  /** Signal in percent, 0–100. */
  readonly signal?: number
  readonly registered?: boolean
  readonly serviceCentre?: string
}

/** What a transport reports on its own account. */
export interface TransportEvents {
  receipt(receipt: TransportReceipt): void
  /** It is on the disk when this returns, unless that is full, so that the modem may forget it; parts are joined there. */
  inbound(message: TransportInbound): void
  health(health: LineHealth): void
  /** What is said on the cable, for a person who looks. */
  exchange?(direction: 'sent' | 'received', text: string): void
  /** The link is gone; the reason is a short sentence for the log. */
  closed(reason: string): void
}

/** What a person can do with a modem beside sending. */
export interface ModemControls {
  /** Runs one command that a person typed; what the modem said, its last line included. Never rejects. */
  command(text: string): Promise<readonly string[]>
  /** Asks the network by a code such as `*100#`. Throws a SendError `modem-no-ussd`. */
  ask(code: string): Promise<string>
}

/** One message of a simulated phone. */
export interface PhoneMessage {
  readonly at: number
  readonly by: 'line' | 'person'
  readonly text: string
  /** Whether the phone has it: the network may still try, or have given up. */
  readonly isThere: boolean
}

/** A simulated phone with the last that was written on it. */
export interface PhoneSummary {
  readonly phone: string
  readonly person: PersonKind
  readonly count: number
  readonly last: PhoneMessage
}

/** The people behind a simulator. */
export interface SimulatedPeople {
  /** Those who were written to of late, newest first. */
  phones(): readonly PhoneSummary[]
  /** What is on one phone, oldest first. */
  messages(phone: string): readonly PhoneMessage[]
  /** Makes somebody another kind of person for all messages to come. */
  change(phone: string, person: PersonKind): void
  /** One of them writes. */
  say(phone: string, text: string): void
}

/** A message whose coming the line has been told of; one of the two must be called. */
export interface Announcement {
  /** It is claimed on disk and may leave; as `send` of the transport. */
  send(onPart: (part: AcceptedPart) => void): Promise<SendOutcome>
  /** It does not leave. */
  withdraw(): void
}

/** An open way out. It knows nothing of deliveries, ledgers or retries. */
export interface Transport {
  /** How many messages may be under way at once; 1 for a modem. */
  readonly window: number
  readonly modem?: ModemControls
  readonly people?: SimulatedPeople
  /**
   * Sends one message, calling `onPart` for each part as the network takes it, before the promise resolves.
   * Never rejects: a failure is an outcome.
   */
  send(message: OutgoingMessage, onPart: (part: AcceptedPart) => void): Promise<SendOutcome>
  /**
   * Gets the line ready for a message that is not claimed yet, where it can without anything of the message leaving; to be
   * called when no other is under way.
   */
  announce?(message: OutgoingMessage): Announcement
  /** Resolves when nothing of it runs any more; a message under way gets an outcome first. */
  close(): Promise<void>
}
