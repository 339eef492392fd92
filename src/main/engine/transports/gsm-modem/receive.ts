import type { Clock, Log } from '../../environment.ts'
import type { TransportEvents, TransportInbound, TransportReceipt } from '../transport.ts'
import type { AtChannel } from './at/at-channel.ts'
import type { Urc } from './at/urc.ts'
import { decodeDeliver, type DeliverFields } from './pdu/deliver.ts'
import { readTpdu } from './pdu/octets.ts'
import { PduError } from './pdu/pdu-error.ts'
import { classifyStatus, decodeStatusReport, type StatusReportFields } from './pdu/status-report.ts'
import { createStoredReader, isMemoryFull, parseStoredPlace } from './stored-reader.ts'
import type { StoredPdu } from './sweep-storage.ts'

const STATUS_REPORT = 0x02
const TYPE_MASK = 0x03

/** What receiving takes. */
export interface ReceiverContext {
  readonly clock: Clock
  readonly log: Log
  readonly events: Pick<TransportEvents, 'receipt' | 'inbound'>
}

/** What is known of the modem. */
export interface ReceiverOptions {
  readonly mustAcknowledge: boolean
  /** Memories that it stores in. */
  readonly memories: readonly string[]
}

/** Turns what a modem says unasked into receipts and messages. */
export interface Receiver {
  take(urc: Urc): void
  /** Until then what needs a command to read or acknowledge waits. */
  start(channel: AtChannel, options: ReceiverOptions): void
  /** Reads what the modem has stored; after `start`. */
  sweep(): Promise<void>
}

/** A receiver for one modem; what is said before `start` is kept. */
export function createReceiver(context: ReceiverContext): Receiver {
  const early: Urc[] = []
  let sweep = (): Promise<void> => Promise.resolve()
  let takeReady: ((urc: Urc) => void) | undefined

  return {
    take(urc) {
      if (takeReady === undefined) early.push(urc)
      else takeReady(urc)
    },
    sweep: () => sweep(),
    start(channel, { mustAcknowledge, memories }) {
      const stored = createStoredReader(channel, pdu => takePdu(pdu, context))
      sweep = () => stored.sweep(memories)
      takeReady = urc => {
        const place = parseStoredPlace(urc.line)
        if (place !== undefined) void stored.read(place)
        if (isMemoryFull(urc.line)) void sweep()
        if (urc.pdu === undefined || urc.line.startsWith('+CBM')) return
        // Acknowledged only once it is kept: the network sends what is not again.
        takePdu(urc.pdu, context)
        if (mustAcknowledge) void channel.run({ text: 'AT+CNMA' })
      }
      for (const urc of early.splice(0)) takeReady(urc)
    },
  }
}

function takePdu({ hex, length }: StoredPdu, { clock, log, events }: ReceiverContext): void {
  try {
    if ((readTpdu(hex, length).octet() & TYPE_MASK) === STATUS_REPORT) {
      events.receipt(toReceipt(decodeStatusReport(hex, length)))
    } else {
      events.inbound(toInbound(decodeDeliver(hex, length), clock.now()))
    }
  } catch (error) {
    if (!(error instanceof PduError)) throw error
    log.warn('the modem passed on something unreadable', { cause: error.message, octets: hex.length / 2 })
  }
}

function toInbound({ sender, text, concatenation, sentAt }: DeliverFields, now: number): TransportInbound {
  const message = { sender, text, sentAt: sentAt ?? now }
  if (concatenation === undefined) return message
  const { reference, of, index, wide: isWide = false } = concatenation
  return { ...message, part: { reference, of, index, isWide } }
}

function toReceipt({ reference, recipient, status }: StatusReportFields): TransportReceipt {
  const code = `st-${status.toString(16).padStart(2, '0')}`
  return { reference: String(reference), recipient, status: classifyStatus(status), code }
}
