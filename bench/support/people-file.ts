import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const firstNames = [
  'Anna',
  'Élodie',
  'Jan',
  'Björn',
  'Marie',
  'Peter',
  'Zoë',
  'Sven',
  'Fatima',
  'Lucas',
  'Noor',
]
const lastNames = [
  'Jansen',
  'de Vries',
  'Åberg',
  'Martin',
  'Dubois',
  'Smith',
  'Müller',
  'Bakker',
  'Öberg',
  'Roux',
]
const cities = ['Paris', 'Gent', 'Malmö', 'Leeds', 'Lyon', 'Utrecht', 'Nîmes']
const languages = ['fr', 'nl', 'sv', 'en']
const rowsAtOnce = 5000

/** What the columns of the list are called. */
export const peopleHeader = [
  'first_name',
  'last_name',
  'phone',
  'country',
  'language',
  'city',
  'birthday',
  'points',
  'member',
]

/** Writes a list of people as they come: numbers in four countries and six notations, doubles, gaps, bad numbers. */
export async function writePeopleFile(path: string, rows: number): Promise<void> {
  await pipeline(Readable.from(writeRows(rows)), createWriteStream(path))
}

function* writeRows(rows: number): Generator<string> {
  yield `${peopleHeader.join(',')}\n`
  for (let start = 0; start < rows; start += rowsAtOnce) {
    let text = ''
    for (let row = start; row < Math.min(rows, start + rowsAtOnce); row++) text += `${rowOf(row).join(',')}\n`
    yield text
  }
}

/** One of the people of the list, by the columns of its header. */
export function rowOf(row: number): string[] {
  const chance = mix(row)
  const firstName = chance % 50 === 0 ? '' : pick(firstNames, chance)
  const lastName = `${pick(lastNames, chance >>> 4)}${mix(chance) % 997}`
  const birthday = `19${40 + (chance % 60)}-0${1 + (chance % 9)}-${10 + (chance % 19)}`
  return [
    firstName,
    lastName,
    writePhone(row, chance),
    pick(['FR', 'NL', 'SE', 'GB'], chance),
    pick(languages, chance),
    pick(cities, chance >>> 3),
    birthday,
    String(chance % 2500),
    chance % 3 === 0 ? 'true' : 'false',
  ]
}

/** One in fifty has the number of somebody before; one in a hundred has none that can be read. */
function writePhone(row: number, chance: number): string {
  const kind = (chance >>> 8) % 100
  if (kind === 0) return ['', '0', '4.47E+11', 'unknown'][row % 4] ?? ''
  const owner = kind <= 2 ? Math.floor(row / 2) : row
  const digits = String((owner * 7919) % 10_000_000).padStart(7, '0')
  const pairs = digits.replace(/(\d{2})(?=\d{2})/g, '$1 ')
  switch (mix(owner) % 4) {
    case 0:
      return row % 2 === 0 ? `+3361${digits}` : `06 1${pairs}`
    case 1:
      return row % 2 === 0 ? `+3162${digits}` : `06-2${digits}`
    case 2:
      return `+46 70${digits}`
    default:
      return row % 2 === 0 ? `+44740${digits}` : `0740${digits}`
  }
}

function pick(from: readonly string[], chance: number): string {
  return from[chance % from.length] ?? ''
}

/** Spreads neighbouring numbers over 32 bits. */
function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
