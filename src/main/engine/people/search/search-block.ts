import { foldName } from '../fold-name.ts'
import type { IdSet } from '../id-set.ts'

/** Ids of one block; the triggers of `search_texts` divide by the same number. */
export const blockSize = 512

/** A person as a search sees them. */
export interface Searchable {
  readonly id: number
  readonly nameKey: string
  readonly phone: string | null
  readonly phoneInput: string | null
  /** Custom fields by key, as JSON. */
  readonly fields: string
}

/** The end of somebody's text; three digits follow that say whose it was. */
const end = '\u0001'
/** Digits from 0 to 7, written as characters that no text has. */
const firstDigit = 0x10
/** More of one value is not searched, so that long notes do not slow every search down. */
const longestValue = 200

/**
 * The texts of the people of one block as one, in UTF-8: for each the values under each other, an end mark, and the
 * place in the block.
 */
export function packBlock(people: readonly Searchable[]): Buffer {
  let packed = ''
  for (const person of people) packed += textOf(person) + end + writePlace(person.id % blockSize)
  return Buffer.from(packed)
}

/** A packed block as characters of one byte each, among which pieces are found fastest. */
export function readBlock(packed: Buffer): string {
  return packed.toString('latin1')
}

/** What a search looks for, in the form of `readBlock`; it must hold no line break. */
export function pieceOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** Adds whoever has a piece in their text, and tells whether there was anybody. `first` is the first id of the block. */
export function findPiece(
  block: string,
  piece: string,
  { first, found }: { first: number; found: IdSet },
): boolean {
  let at = block.indexOf(piece)
  const isFound = at >= 0
  while (at >= 0) {
    const ends = block.indexOf(end, at)
    found.add(first + readPlace(block, ends + 1))
    at = block.indexOf(piece, ends + 4)
  }
  return isFound
}

function textOf({ nameKey, phone, phoneInput, fields }: Searchable): string {
  const number = phone ?? foldName(phoneInput ?? '')
  const text = `${nameKey}\n${number}${fields === '{}' ? '' : valuesOf(fields)}`
  return controls.test(text) ? text.replaceAll(allControls, '\n') : text
}

function valuesOf(fields: string): string {
  let text = ''
  for (const value of Object.values(JSON.parse(fields) as Record<string, unknown>)) {
    if (typeof value === 'string' && isSearched(value)) text += `\n${value.slice(0, longestValue)}`
  }
  return foldName(text)
}

const date = /^\d{4}-\d\d-\d\d/

/** Who looks for four digits means a number, and would find everyone born in that year. */
function isSearched(value: string): boolean {
  return value !== 'true' && value !== 'false' && !date.test(value)
}

// oxlint-disable-next-line no-control-regex -- the marks of a block are control characters
const controls = /[\u0000-\u0009\u000b-\u001f]/
// oxlint-disable-next-line no-control-regex -- as above
const allControls = /[\u0000-\u0009\u000b-\u001f]/g

function writePlace(place: number): string {
  return String.fromCharCode(
    firstDigit + (place >> 6),
    firstDigit + ((place >> 3) & 7),
    firstDigit + (place & 7),
  )
}

function readPlace(block: string, at: number): number {
  const digit = (offset: number): number => block.charCodeAt(at + offset) - firstDigit
  return (digit(0) << 6) | (digit(1) << 3) | digit(2)
}
