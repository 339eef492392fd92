const SEPTET_BITS = 7
const OCTET_BITS = 8

/**
 * Packs septets into octets, lowest bit first (3GPP TS 23.038 §6.1.2.1).
 *
 * @param fillBits zero bits before the first septet, which align it after a user data header
 */
export function packSeptets(septets: Uint8Array, fillBits = 0): number[] {
  const octets: number[] = []
  let held = 0
  let bits = fillBits
  for (const septet of septets) {
    held |= septet << bits
    bits += SEPTET_BITS
    if (bits >= OCTET_BITS) {
      octets.push(held & 0xff)
      held >>= OCTET_BITS
      bits -= OCTET_BITS
    }
  }
  if (bits > 0) octets.push(held & 0xff)
  return octets
}

/** Unpacks up to `count` septets, fewer when the octets end before. */
export function unpackSeptets(octets: Uint8Array, count: number, fillBits = 0): Uint8Array {
  const possible = Math.max(0, Math.floor((octets.length * OCTET_BITS - fillBits) / SEPTET_BITS))
  const septets = new Uint8Array(Math.min(count, possible))
  for (let index = 0; index < septets.length; index++) {
    const bit = fillBits + index * SEPTET_BITS
    const pair = (octets[bit >> 3] ?? 0) | ((octets[(bit >> 3) + 1] ?? 0) << OCTET_BITS)
    septets[index] = (pair >> (bit & 7)) & 0x7f
  }
  return septets
}

/** Fill bits that put the first septet on a septet boundary after a header of so many octets. */
export function fillBitsAfter(headerOctets: number): number {
  return (SEPTET_BITS - ((headerOctets * OCTET_BITS) % SEPTET_BITS)) % SEPTET_BITS
}
