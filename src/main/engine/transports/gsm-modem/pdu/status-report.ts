import { decodeAddress, encodeAddress } from './address.ts'
import { formatHex, readTpdu } from './octets.ts'
import { PduError } from './pdu-error.ts'
import type { EncodedPdu } from './submit.ts'
import { decodeTimestamp, encodeTimestamp } from './timestamp.ts'

const STATUS_REPORT = 0x02
const TYPE_MASK = 0x03
const NO_MORE_MESSAGES = 0x04

/** What became of one part (SMS-STATUS-REPORT, 3GPP TS 23.040 §9.2.2.3). */
export interface StatusReportFields {
  /** The message reference that the modem gave, 0–255. */
  readonly reference: number
  readonly recipient: string
  /** Epoch ms at which the service centre took the part; undefined when the time stamp makes no sense. */
  readonly takenAt: number | undefined
  /** Epoch ms of the outcome. */
  readonly dischargedAt: number | undefined
  /** TP-Status, 0–255. */
  readonly status: number
}

/** What a TP-Status means for the ledger. */
export type StatusClass = 'delivered' | 'pending' | 'failed'

/** Writes what a modem prints for a report. */
export function encodeStatusReport(fields: StatusReportFields): EncodedPdu {
  const tpdu = [
    STATUS_REPORT | NO_MORE_MESSAGES,
    fields.reference & 0xff,
    ...encodeAddress(fields.recipient),
    ...encodeTimestamp(fields.takenAt ?? 0),
    ...encodeTimestamp(fields.dischargedAt ?? 0),
    fields.status & 0xff,
  ]
  return { hex: formatHex([0, ...tpdu]), length: tpdu.length }
}

/**
 * Reads a report; throws a PduError. What follows the status, such as a parameter indicator or filling, is
 * left alone: networks send both.
 *
 * @param tpduLength the length that the modem announced, when it did
 */
export function decodeStatusReport(hex: string, tpduLength?: number): StatusReportFields {
  const reader = readTpdu(hex, tpduLength)
  if ((reader.octet() & TYPE_MASK) !== STATUS_REPORT) throw new PduError('not a status report')
  const reference = reader.octet()
  const recipient = decodeAddress(reader)
  const takenAt = decodeTimestamp(reader.take(7))
  const dischargedAt = decodeTimestamp(reader.take(7))
  return { reference, recipient, takenAt, dischargedAt, status: reader.octet() }
}

/**
 * The class of a TP-Status (3GPP TS 23.040 §9.2.3.15): 00–1F the transaction is completed, 20–3F the service
 * centre still tries, 40–7F it has given up; the rest is reserved and read as a rejection, as the clause asks.
 */
export function classifyStatus(status: number): StatusClass {
  if (status < 0x20) return 'delivered'
  return status < 0x40 ? 'pending' : 'failed'
}
