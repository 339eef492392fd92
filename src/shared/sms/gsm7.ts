const ESCAPE = 0x1b

/** The basic table, position = septet; position 0x1B escapes to the extension table (3GPP TS 23.038 §6.2.1). */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà'

/** The extension table: what follows an escape (3GPP TS 23.038 §6.2.1.1). */
const EXTENSION: readonly (readonly [septet: number, character: string])[] = [
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]

/** One past the highest UTF-16 unit that the alphabet has, which is the euro sign. */
const TABLE_LENGTH = 0x20ad

const widths = new Uint8Array(TABLE_LENGTH)
const septetOf = new Uint8Array(TABLE_LENGTH)
const extensionOf = new Map(EXTENSION)

for (let septet = 0; septet < BASIC.length; septet++) {
  if (septet === ESCAPE) continue
  widths[BASIC.charCodeAt(septet)] = 1
  septetOf[BASIC.charCodeAt(septet)] = septet
}
for (const [septet, character] of EXTENSION) {
  widths[character.charCodeAt(0)] = 2
  septetOf[character.charCodeAt(0)] = septet
}

/** Septets that a UTF-16 unit takes in GSM-7: 1, 2 with an escape, or 0 when the alphabet does not have it. */
export function gsm7Width(unit: number): number {
  return widths[unit] ?? 0
}

/**
 * The septets of a text, escapes included. A unit outside the alphabet becomes `?`, so that a wrong
 * announcement of the encoding can never shorten a text.
 */
export function encodeGsm7(text: string): Uint8Array {
  const septets = new Uint8Array(text.length * 2)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    const width = widths[unit] ?? 0
    if (width === 2) septets[length++] = ESCAPE
    septets[length++] = width === 0 ? 0x3f : (septetOf[unit] ?? 0x3f)
  }
  return septets.subarray(0, length)
}

/**
 * The text of septets. An escape before an unknown septet shows that septet's basic character, and a lone
 * escape shows a space, as 3GPP TS 23.038 §6.2.1.1 asks of receivers.
 */
export function decodeGsm7(septets: Uint8Array): string {
  let text = ''
  for (let index = 0; index < septets.length; index++) {
    const septet = (septets[index] ?? 0) & 0x7f
    if (septet !== ESCAPE) {
      text += BASIC.charAt(septet)
      continue
    }
    const next = septets[index + 1]
    const extended = next === undefined ? undefined : extensionOf.get(next)
    if (extended !== undefined) index++
    else if (next === ESCAPE) index++
    text += extended ?? (next === undefined || next === ESCAPE ? ' ' : '')
  }
  return text
}
