import type { Coding } from './coding.ts'
import { partLimits } from './coding.ts'
import { partEnd } from './part-end.ts'
import { septetTableOf } from './septet-table.ts'

/** How many parts a text leaves in; an empty text is one. */
export function countParts(text: string, coding: Coding): number {
  if (unitsOf(text, coding) <= partLimits(coding).single) return 1
  let parts = 0
  for (let start = 0; start < text.length; parts++) start = partEnd(text, start, coding)
  return parts
}

/** Septets, or UTF-16 units, that a text takes from an index on; a unit outside the alphabet leaves as one `?`. */
export function unitsOf(text: string, { encoding, tables }: Coding, from = 0): number {
  if (encoding === 'ucs2') return text.length - from
  const { widths } = septetTableOf(tables)
  let units = 0
  for (let index = from; index < text.length; index++) units += widths[text.charCodeAt(index)] || 1
  return units
}
