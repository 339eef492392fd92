import { GSM7, UCS2, type Coding } from './coding.ts'
import { countParts } from './count-parts.ts'
import { encodingOf, type Encoding } from './encoding.ts'
import { LANGUAGES, type Language, type Tables } from './national/languages.ts'
import { LOCKING_TABLES } from './national/locking-tables.ts'
import { septetTableOf } from './septet-table.ts'

const UNITS = 0x10000

/** One bit a language, by UTF-16 unit: whether any of its tables has that unit. Made when first needed. */
let speakers: Uint16Array | undefined

/**
 * The cheapest way in which a text can leave. Of those with as few parts the one that most phones read: GSM-7, then UCS-2,
 * then GSM-7 with the tables of a language, for which phones from before about 2010 show other letters.
 */
export function chooseCoding(text: string): Coding {
  if (encodingOf(text) === 'gsm7') return GSM7
  const languages = spokenBy(text)
  return (languages === 0 ? undefined : findNational(text, languages, countParts(text, UCS2))) ?? UCS2
}

/** The coding of a text whose alphabet was decided before; a unit that it does not have leaves as `?`. */
export function codingAs(text: string, encoding: Encoding): Coding {
  if (encoding === 'ucs2') return UCS2
  return encodingOf(text) === 'gsm7' ? GSM7 : (findNational(text, spokenBy(text), Infinity) ?? GSM7)
}

/** The tables that carry a text in fewest parts, fewer than `limit`; those with the shortest header where several do. */
function findNational(text: string, languages: number, limit: number): Coding | undefined {
  if (limit <= 1) return undefined
  let best: Coding | undefined
  let fewest = limit
  for (const tables of candidates(languages)) {
    const coding: Coding = { encoding: 'gsm7', tables }
    if (!canSay(text, tables)) continue
    const parts = countParts(text, coding)
    if (parts >= fewest) continue
    best = coding
    fewest = parts
  }
  return best
}

function candidates(languages: number): Tables[] {
  const spoken = LANGUAGES.filter((_, position) => (languages & (1 << position)) !== 0)
  const locking = spoken.filter(language => LOCKING_TABLES[language] !== undefined)
  return [
    ...spoken.map(single => ({ single })),
    ...locking.map(language => ({ locking: language })),
    ...locking.map(language => ({ locking: language, single: language })),
  ]
}

function canSay(text: string, tables: Tables): boolean {
  const { widths } = septetTableOf(tables)
  for (let index = 0; index < text.length; index++) {
    if ((widths[text.charCodeAt(index)] ?? 0) === 0) return false
  }
  return true
}

/** The languages that have every unit of a text: the first emoji already leaves none. */
function spokenBy(text: string): number {
  speakers ??= findSpeakers()
  let languages = (1 << LANGUAGES.length) - 1
  for (let index = 0; index < text.length && languages !== 0; index++) {
    languages &= speakers[text.charCodeAt(index)] ?? 0
  }
  return languages
}

function findSpeakers(): Uint16Array {
  const found = new Uint16Array(UNITS)
  for (const [position, language] of LANGUAGES.entries()) {
    for (const tables of tablesOf(language)) {
      septetTableOf(tables).widths.forEach((width, unit) => {
        if (width !== 0) found[unit] = (found[unit] ?? 0) | (1 << position)
      })
    }
  }
  return found
}

function tablesOf(language: Language): Tables[] {
  return [{ single: language }, { locking: language }, { locking: language, single: language }]
}
