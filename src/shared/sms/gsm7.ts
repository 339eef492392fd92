import { ESCAPE, septetTableOf } from './septet-table.ts'
import type { Tables } from './national/languages.ts'

const plain = septetTableOf({})

/** Septets that a UTF-16 unit takes in the alphabet of every phone: 1, 2 with an escape, or 0 when it has none. */
export function gsm7Width(unit: number): number {
  return plain.widths[unit] ?? 0
}

/**
 * The septets of a text, escapes included. A unit outside the alphabet becomes `?`, so that a wrong
 * announcement of the encoding can never shorten a text.
 */
export function encodeGsm7(text: string, tables: Tables = {}): Uint8Array {
  const { widths, septetOf, substitute } = septetTableOf(tables)
  const septets = new Uint8Array(text.length * 2)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    const width = widths[unit] ?? 0
    if (width === 2) septets[length++] = ESCAPE
    septets[length++] = width === 0 ? substitute : (septetOf[unit] ?? substitute)
  }
  return septets.subarray(0, length)
}

/**
 * The text of septets. An escape before an unknown septet shows that septet's basic character, and a lone
 * escape shows a space, as 3GPP TS 23.038 §6.2.1.1 asks of receivers.
 */
export function decodeGsm7(septets: Uint8Array, tables: Tables = {}): string {
  const { basic, extension } = septetTableOf(tables)
  let text = ''
  for (let index = 0; index < septets.length; index++) {
    const septet = (septets[index] ?? 0) & 0x7f
    if (septet !== ESCAPE) {
      text += basic[septet] ?? ' '
      continue
    }
    const next = septets[index + 1]
    const extended = next === undefined ? undefined : extension[next & 0x7f]
    if (extended !== undefined) index++
    else if (next === ESCAPE) index++
    text += extended ?? (next === undefined || next === ESCAPE ? ' ' : '')
  }
  return text
}
