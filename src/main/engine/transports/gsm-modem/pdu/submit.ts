import { decodeAddress, decodeServiceCentre, encodeAddress, encodeServiceCentre } from './address.ts'
import { formatHex, parseHex, readOctets, readTpdu, type OctetReader } from './octets.ts'
import { PduError } from './pdu-error.ts'
import { dataCodingOf, decodeUserData, encodeUserData, hasHeader, type UserData } from './user-data.ts'
import { decodeValidity, encodeValidity } from './validity.ts'

const SUBMIT = 0x01
const TYPE_MASK = 0x03
const RELATIVE_VALIDITY = 0x10
const REPORT_REQUEST = 0x20
const HAS_HEADER = 0x40

/** One part on its way to the network (SMS-SUBMIT, 3GPP TS 23.040 §9.2.2.2). */
export interface SubmitFields extends UserData {
  /** Digits, with a plus when international. */
  readonly recipient: string
  readonly wantsReport: boolean
  /** Minutes; the service centre chooses when absent. */
  readonly validityMinutes?: number
  /** Shown at once and not stored by the phone. */
  readonly flash?: boolean
  /** The service centre that takes it; the one stored on the SIM when absent. */
  readonly serviceCentre?: string
}

/** A PDU as `AT+CMGS` takes it. */
export interface EncodedPdu {
  /** With the service centre before it; one of length 0 means the one stored on the SIM. */
  readonly hex: string
  /** Octets without the service centre: what `AT+CMGS` announces (3GPP TS 27.005 §4.3). */
  readonly length: number
}

/** Throws a PduError when the recipient is no number or the text does not fit into one part. */
export function encodeSubmit(fields: SubmitFields): EncodedPdu {
  const { validityMinutes } = fields
  const first =
    SUBMIT |
    (validityMinutes === undefined ? 0 : RELATIVE_VALIDITY) |
    (fields.wantsReport ? REPORT_REQUEST : 0) |
    (hasHeader(fields) ? HAS_HEADER : 0)
  const tpdu = [
    first,
    0x00,
    ...encodeAddress(fields.recipient),
    0x00,
    dataCodingOf(fields.encoding, fields.flash === true),
    ...(validityMinutes === undefined ? [] : [encodeValidity(validityMinutes)]),
    ...encodeUserData(fields),
  ]
  return { hex: formatHex([...encodeServiceCentre(fields.serviceCentre), ...tpdu]), length: tpdu.length }
}

/** Reads what was written after `AT+CMGS`; throws a PduError. */
export function decodeSubmit(hex: string): SubmitFields {
  const serviceCentre = decodeServiceCentre(readOctets(parseHex(hex)))
  const reader = readTpdu(hex)
  const first = reader.octet()
  if ((first & TYPE_MASK) !== SUBMIT) throw new PduError('not a submit')
  reader.octet()
  const recipient = decodeAddress(reader)
  reader.octet()
  const dcs = reader.octet()
  const validityMinutes = readValidity(reader, first)
  const length = reader.octet()
  const data = decodeUserData(reader.take(reader.left()), length, {
    dcs,
    isHeaded: (first & HAS_HEADER) !== 0,
  })
  return {
    recipient,
    wantsReport: (first & REPORT_REQUEST) !== 0,
    ...data,
    ...(validityMinutes === undefined ? {} : { validityMinutes }),
    ...((dcs & 0xd3) === 0x10 || (dcs & 0xf3) === 0xf0 ? { flash: true } : {}),
    ...(serviceCentre === undefined ? {} : { serviceCentre }),
  }
}

function readValidity(reader: OctetReader, first: number): number | undefined {
  const format = (first >> 3) & 3
  if (format === 0) return undefined
  if (format === 2) return decodeValidity(reader.octet())
  reader.take(7)
  return undefined
}
