const QUARTER_MS = 15 * 60_000
/** Two-digit years from here on belong to the century in which the first SMS was sent. */
const FIRST_SMS_YEAR = 90

/**
 * A service centre time stamp, 7 octets (3GPP TS 23.040 §9.2.3.11).
 *
 * @param at epoch ms; milliseconds are lost
 * @param quarters the local zone in quarter hours east of UTC, −79 to 79
 */
export function encodeTimestamp(at: number, quarters = 0): number[] {
  const local = new Date(at + quarters * QUARTER_MS)
  const fields = [
    local.getUTCFullYear() % 100,
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
  ]
  return [...fields.map(swapDigits), swapDigits(Math.abs(quarters)) | (quarters < 0 ? 0x08 : 0)]
}

/**
 * Epoch ms of a time stamp, or undefined when it is not one: networks do send zeros, and a message must not
 * be lost for that.
 */
export function decodeTimestamp(octets: Uint8Array): number | undefined {
  const [year = -1, month = -1, day = -1, hour = -1, minute = -1, second = -1] = Array.from(octets, digitsOf)
  const zone = octets[6] ?? 0
  const quarters = digitsOf(zone & 0xf7)
  if (Math.min(year, hour, minute, second, quarters) < 0 || month < 1 || day < 1) return undefined
  if (month > 12 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined
  const fullYear = year + (year >= FIRST_SMS_YEAR ? 1900 : 2000)
  const local = Date.UTC(fullYear, month - 1, day, hour, minute, second)
  return local - (zone & 0x08 ? -quarters : quarters) * QUARTER_MS
}

function swapDigits(value: number): number {
  return ((value % 10) << 4) | Math.floor(value / 10)
}

/** The value of two swapped decimal digits, −1 when either is no digit. */
function digitsOf(octet: number): number {
  const tens = octet & 0xf
  const ones = octet >> 4
  return tens > 9 || ones > 9 ? -1 : tens * 10 + ones
}
