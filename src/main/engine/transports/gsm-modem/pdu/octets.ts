import { PduError } from './pdu-error.ts'

/** A cursor over the octets of a PDU; every read past the end throws a PduError. */
export interface OctetReader {
  octet(): number
  take(count: number): Uint8Array
  left(): number
}

/** The octets of a hexadecimal PDU line; throws a PduError when it is anything else. */
export function parseHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) throw new PduError('not hexadecimal')
  return Buffer.from(hex, 'hex')
}

/** Octets as a modem takes them: upper-case hexadecimal. */
export function formatHex(octets: readonly number[]): string {
  return Buffer.from(octets).toString('hex').toUpperCase()
}

/** Reads octets in order. */
export function readOctets(octets: Uint8Array): OctetReader {
  let at = 0
  return {
    octet() {
      const value = octets[at]
      if (value === undefined) throw new PduError('too short')
      at++
      return value
    },
    take(count) {
      if (at + count > octets.length) throw new PduError('too short')
      at += count
      return octets.subarray(at - count, at)
    },
    left: () => octets.length - at,
  }
}

/**
 * The TPDU of a line that a modem printed, without the service centre's address before it.
 *
 * @param tpduLength the length the modem announced; some modems leave the address out and this tells
 */
export function readTpdu(hex: string, tpduLength?: number): OctetReader {
  const octets = parseHex(hex)
  if (tpduLength !== undefined && octets.length === tpduLength) return readOctets(octets)
  const reader = readOctets(octets)
  reader.take(reader.octet())
  return reader
}
