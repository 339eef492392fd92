import { encodingOf, PART_UNITS, type Encoding } from './encoding.ts'
import { gsm7Width } from './gsm7.ts'
import { partEnd } from './part-end.ts'

/**
 * The texts of the parts that a message leaves in; joined they are the text again. An empty text is one
 * empty part, as it is on the air.
 *
 * @param encoding the alphabet it leaves in; the cheapest one when absent
 */
export function splitText(text: string, encoding: Encoding = encodingOf(text)): string[] {
  if (unitsOf(text, encoding) <= PART_UNITS[encoding].single) return [text]
  const parts: string[] = []
  for (let start = 0; start < text.length;) {
    const end = partEnd(text, start, encoding)
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}

/** A unit outside the announced alphabet leaves as one `?`. */
function unitsOf(text: string, encoding: Encoding): number {
  if (encoding === 'ucs2') return text.length
  let units = 0
  for (let index = 0; index < text.length; index++) units += gsm7Width(text.charCodeAt(index)) || 1
  return units
}
