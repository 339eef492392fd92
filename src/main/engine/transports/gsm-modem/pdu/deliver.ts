import { decodeAddress, encodeAddress, encodeNameAddress } from './address.ts'
import { formatHex, readTpdu } from './octets.ts'
import { PduError } from './pdu-error.ts'
import type { EncodedPdu } from './submit.ts'
import { decodeTimestamp, encodeTimestamp } from './timestamp.ts'
import { dataCodingOf, decodeUserData, encodeUserData, hasHeader, type UserData } from './user-data.ts'

const TYPE_MASK = 0x03
/** Set when the service centre holds no further message for this phone; the bit reads the wrong way round. */
const NO_MORE_MESSAGES = 0x04
const HAS_HEADER = 0x40

/** One part that came from the network (SMS-DELIVER, 3GPP TS 23.040 §9.2.2.1). */
export interface DeliverFields extends UserData {
  /** Digits, with a plus when international, or a name. */
  readonly sender: string
  /** Epoch ms; undefined when the time stamp makes no sense. */
  readonly sentAt: number | undefined
}

/** Writes what a modem prints for a message that came in; throws a PduError when it cannot exist. */
export function encodeDeliver(fields: DeliverFields): EncodedPdu {
  const isNumber = /^\+?[0-9*#]+$/.test(fields.sender)
  const tpdu = [
    NO_MORE_MESSAGES | (hasHeader(fields) ? HAS_HEADER : 0),
    ...(isNumber ? encodeAddress(fields.sender) : encodeNameAddress(fields.sender)),
    0x00,
    dataCodingOf(fields.encoding, false),
    ...encodeTimestamp(fields.sentAt ?? 0),
    ...encodeUserData(fields),
  ]
  return { hex: formatHex([0, ...tpdu]), length: tpdu.length }
}

/**
 * Reads a message that came in; throws a PduError.
 *
 * @param tpduLength the length that the modem announced, when it did
 */
export function decodeDeliver(hex: string, tpduLength?: number): DeliverFields {
  const reader = readTpdu(hex, tpduLength)
  const first = reader.octet()
  if ((first & TYPE_MASK) !== 0) throw new PduError('not a deliver')
  const sender = decodeAddress(reader)
  reader.octet()
  const dcs = reader.octet()
  const sentAt = decodeTimestamp(reader.take(7))
  const length = reader.octet()
  const data = decodeUserData(reader.take(reader.left()), length, {
    dcs,
    isHeaded: (first & HAS_HEADER) !== 0,
  })
  return { sender, sentAt, ...data }
}
