import { getCountries, validatePhoneNumberLength, type CountryCode } from 'libphonenumber-js/max'
import { hasLostDigits } from './has-lost-digits.ts'
import { cleanCell, writeInAscii, type CleanCell, type PhoneRepair } from './phone/clean-cell.ts'
import { readFictionType } from './phone/fiction-numbers.ts'
import { getPlan, type PhoneType } from './phone/numbering-plan.ts'
import { resolveNumber, type ResolvedNumber } from './phone/resolve-number.ts'
import { dropWords, isMissing, splitSeveral } from './phone/untangle-cell.ts'

export type { CountryCode } from 'libphonenumber-js/max'
export type { PhoneRepair } from './phone/clean-cell.ts'
export type { PhoneType } from './phone/numbering-plan.ts'

/** Why a cell holds no number that can be used; each has a text of its own on screen. */
export type PhoneFault =
  | 'too-short'
  | 'too-long'
  | 'wrong-length'
  | 'not-a-number'
  | 'not-in-use'
  | 'unknown-country'
  /** Would be a number of another country had it a plus; guessing could text a stranger. */
  | 'country-unclear'
  /** Written like 4.47E+11: the last digits are gone. */
  | 'scientific'
  /** Several numbers in the cell, none of them valid. */
  | 'several'

/** What a cell says about a phone. */
export type PhoneReading =
  | {
      readonly kind: 'ok'
      readonly e164: string
      /** ISO 3166 code, or `001` for a number of no country. */
      readonly country: CountryCode | '001'
      readonly type: PhoneType
      readonly repairs: readonly PhoneRepair[]
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly reason: PhoneFault }

/** Asking the library itself costs as much as half of reading a number. */
const COUNTRIES: ReadonlySet<string> = new Set(getCountries())
const DECIMAL = /^(\W*\d{7,})[.,]0(\W*)$/
const EXTENSION =
  /[\s,;.]*(?:\b(?:ext|extension|poste|anknytning|durchwahl|toestel)\b\.?|x|#)\s*:?\s*\d{1,5}\s*$/i
/** A cell longer than this holds a text, not a phone. */
const LONGEST_CELL = 250
/** Below, a cell may be a word for nothing; above, it may hold two numbers. */
const FEWEST_PLAIN = 7
const MOST_PLAIN = 13

/**
 * Reads one cell as a phone number, mending what people and spreadsheets do to numbers and saying what it mended.
 * Of two numbers in a cell it takes the first valid one. It never guesses a lost digit or a foreign country.
 * @param input as typed or imported
 * @param defaultCountry ISO 3166 code for numbers without a country; an unknown one counts as none
 */
export function readPhone(input: string, defaultCountry: string | undefined): PhoneReading {
  if (input.length > LONGEST_CELL) return { kind: 'invalid', reason: 'not-a-number' }
  const country = defaultCountry !== undefined && isCountry(defaultCountry) ? defaultCountry : undefined
  const plain = readPlain(input, country)
  if (plain) return plain
  const ascii = writeInAscii(input)
  const text = ascii.text.trim()
  if (isMissing(text)) return { kind: 'missing' }
  if (hasLostDigits(text, false)) return { kind: 'invalid', reason: 'scientific' }
  return readText(text, country, ascii.repairs)
}

/** True for a country whose numbers can be read. */
export function isCountry(code: string): code is CountryCode {
  return COUNTRIES.has(code)
}

/** True where a text message can arrive, as far as a number tells. */
export function isTextable(type: PhoneType): boolean {
  return type === 'mobile' || type === 'fixed-or-mobile'
}

/** True for a number that a regulator keeps free for fiction, so that nobody can be reached on it. */
export function isForFiction(e164: string): boolean {
  return readFictionType(e164) !== undefined
}

/** Most cells hold one number and nothing odd; this reads those without the expressions that look for oddities. */
function readPlain(text: string, country: CountryCode | undefined): PhoneReading | undefined {
  const beforeLast = text.at(-2)
  if (beforeLast === '.' || beforeLast === ',') return undefined
  const cell = cleanCell(text)
  if (!cell || cell.digits.length < FEWEST_PLAIN || cell.digits.length > MOST_PLAIN) return undefined
  const reading = readCell(cell, country, [])
  return reading.kind === 'ok' ? reading : undefined
}

function readText(
  text: string,
  country: CountryCode | undefined,
  before: readonly PhoneRepair[],
): PhoneReading {
  const decimal = text.replace(DECIMAL, '$1$2')
  if (decimal !== text) return readText(decimal, country, [...before, 'decimal'])
  const parts = splitSeveral(text)
  if (parts.length > 1) return readFirst(parts, country, before)
  const cell = cleanCell(text)
  if (!cell) return readWords(text, country, before)
  const found = readCell(cell, country, before)
  if (found.kind === 'ok') return found
  return readNeighbours(text, country, before) ?? found
}

function readFirst(
  parts: readonly string[],
  country: CountryCode | undefined,
  before: readonly PhoneRepair[],
): PhoneReading {
  for (const part of parts) {
    const reading = readText(part, country, [...before, 'several'])
    if (reading.kind === 'ok') return reading
  }
  return { kind: 'invalid', reason: 'several' }
}

/** Two numbers with nothing but a space between them: where both halves are numbers, the first one counts. */
function readNeighbours(
  text: string,
  country: CountryCode | undefined,
  before: readonly PhoneRepair[],
): PhoneReading | undefined {
  const words = text.split(/\s+/)
  for (let index = 1; index < words.length; index += 1) {
    const halves = [words.slice(0, index), words.slice(index)].map(half => cleanCell(half.join(' ')))
    const readings = halves.map(half => half && readCell(half, country, [...before, 'several']))
    if (readings.every(reading => reading?.kind === 'ok')) return readings[0]
  }
  return undefined
}

function readWords(
  text: string,
  country: CountryCode | undefined,
  before: readonly PhoneRepair[],
): PhoneReading {
  const alone = text.replace(EXTENSION, '')
  if (alone !== text && alone !== '') return readText(alone, country, [...before, 'extension'])
  const rest = dropWords(text)
  if (rest === undefined || rest === text) return { kind: 'invalid', reason: 'not-a-number' }
  return readText(rest, country, [...before, 'words'])
}

function readCell(
  cell: CleanCell,
  country: CountryCode | undefined,
  before: readonly PhoneRepair[],
): PhoneReading {
  const { digits, plus } = cell
  if (digits.startsWith('00') && digits[2] !== '0') {
    const abroad = digits.slice(2)
    const found = resolveNumber(abroad, true, country)
    const repair = found && findPrefixRepair(found, abroad, true)
    if (found) return accept(found, before, addRepair([...cell.repairs, 'double-zero'], repair))
  }
  const found = resolveNumber(digits, plus, country)
  if (!found) return { kind: 'invalid', reason: findFault(digits, plus, country) }
  return accept(found, before, addRepair(cell.repairs, findPrefixRepair(found, digits, plus)))
}

function addRepair(repairs: readonly PhoneRepair[], repair: PhoneRepair | undefined): readonly PhoneRepair[] {
  return repair ? [...repairs, repair] : repairs
}

function accept(
  found: ResolvedNumber,
  before: readonly PhoneRepair[],
  own: readonly PhoneRepair[],
): PhoneReading {
  const { e164, country, type } = found
  const repairs = before.length === 0 ? own : [...new Set([...before, ...own])]
  return { kind: 'ok', e164, country, type, repairs }
}

function findPrefixRepair(found: ResolvedNumber, digits: string, plus: boolean): PhoneRepair | undefined {
  if (plus) return digits === found.e164.slice(1) ? undefined : 'trunk-zero'
  if (digits === found.national) {
    const isZeroLost = found.country !== '001' && getPlan(found.country).nationalPrefix === '0'
    return isZeroLost ? 'leading-zero' : undefined
  }
  return digits === found.e164.slice(1) ? 'plus' : undefined
}

function findFault(digits: string, plus: boolean, country: CountryCode | undefined): PhoneFault {
  if (digits === '') return 'not-a-number'
  if (!plus && resolveNumber(digits, true, undefined)) return 'country-unclear'
  const fault = country
    ? validatePhoneNumberLength(plus ? `+${digits}` : digits, country)
    : validatePhoneNumberLength(plus ? `+${digits}` : digits)
  if (fault === 'TOO_SHORT') return 'too-short'
  if (fault === 'TOO_LONG') return 'too-long'
  if (fault === 'INVALID_LENGTH') return 'wrong-length'
  if (fault === 'INVALID_COUNTRY') return 'unknown-country'
  return fault === 'NOT_A_NUMBER' ? 'not-a-number' : 'not-in-use'
}
