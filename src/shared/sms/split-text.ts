import { chooseCoding } from './choose-coding.ts'
import { partLimits, type Coding } from './coding.ts'
import { unitsOf } from './count-parts.ts'
import { partEnd } from './part-end.ts'

/**
 * The texts of the parts that a message leaves in; joined they are the text again. An empty text is one
 * empty part, as it is on the air.
 *
 * @param coding what it leaves in; the cheapest one when absent
 */
export function splitText(text: string, coding: Coding = chooseCoding(text)): string[] {
  if (unitsOf(text, coding) <= partLimits(coding).single) return [text]
  const parts: string[] = []
  for (let start = 0; start < text.length;) {
    const end = partEnd(text, start, coding)
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}
