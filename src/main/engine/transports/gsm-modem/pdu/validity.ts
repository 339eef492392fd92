const HOUR = 60
const DAY = 24 * HOUR
const WEEK = 7 * DAY

/** Steps of a relative validity period: up to `last`, an octet means `base + (octet − from) × step` minutes. */
const STEPS = [
  { from: -1, last: 143, base: 0, step: 5 },
  { from: 143, last: 167, base: 12 * HOUR, step: 30 },
  { from: 166, last: 196, base: 0, step: DAY },
  { from: 192, last: 255, base: 0, step: WEEK },
] as const

/** The longest validity that can be told, in minutes: 63 weeks. */
export const LONGEST_VALIDITY = 63 * WEEK

/** The octet of the shortest period that lasts at least so many minutes (3GPP TS 23.040 §9.2.3.12.1). */
export function encodeValidity(minutes: number): number {
  for (const { from, last, base, step } of STEPS) {
    const octet = from + Math.max(1, Math.ceil((minutes - base) / step))
    if (octet <= last) return octet
  }
  return 255
}

/** Minutes that an octet stands for. */
export function decodeValidity(octet: number): number {
  for (const { from, last, base, step } of STEPS) {
    if (octet <= last) return base + (octet - from) * step
  }
  return LONGEST_VALIDITY
}

/** The longest period that can be told and is over after so many minutes; 5 minutes at least. */
export function validityWithin(minutes: number): number {
  const octet = encodeValidity(minutes)
  return octet > 0 && decodeValidity(octet) > minutes ? decodeValidity(octet - 1) : decodeValidity(octet)
}
