import type { NumberForm } from './number-format.ts'

/** Some spreadsheets keep no more (IEEE 754); beyond, digits are noise. */
const significantDigits = 15
const msPerDay = 86_400_000
/** The last day that a spreadsheet knows: 31 December 9999. */
const lastDay = 2_958_465

/**
 * A number as a person reads it: whole ones with all their digits, however they are stored, so that a telephone number
 * is one; counts of days as dates (ISO 8601); others as short as they can be.
 * @param text as it is stored
 */
export function writeNumber(text: string, form: NumberForm | undefined, isFrom1904: boolean): string {
  if (form?.kind === 'moment') return writeMoment(Number(text), form, isFrom1904) ?? writePlain(text)
  const plain = writePlain(text)
  return form?.kind === 'digits' && /^\d+$/.test(plain) ? fillPattern(plain, form.pattern) : plain
}

function writePlain(text: string): string {
  const stored = text.trim()
  if (/^-?\d+$/.test(stored)) return stored
  const value = Number(stored)
  if (stored === '' || !Number.isFinite(value)) return stored
  if (Number.isSafeInteger(value)) return String(value)
  return String(Number(value.toPrecision(significantDigits)))
}

/** Digits take their places from the right; what is left stands at the first of them. */
function fillPattern(digits: string, pattern: string): string {
  const places = [...pattern].filter(isPlace).length
  let left = digits.padStart(places, ' ')
  const rest = left.slice(0, left.length - places)
  left = left.slice(left.length - places)
  let at = 0
  let filled = ''
  for (const character of pattern) {
    if (!isPlace(character)) {
      filled += character
      continue
    }
    const digit = left[at] ?? ' '
    if (at === 0) filled += rest
    filled += digit === ' ' ? (character === '0' ? '0' : '') : digit
    at += 1
  }
  return filled.trim()
}

function isPlace(character: string): boolean {
  return character === '0' || character === '#'
}

/** Nothing for a number that is no day. */
function writeMoment(
  value: number,
  { hasDate, hasTime }: { hasDate: boolean; hasTime: boolean },
  isFrom1904: boolean,
): string | undefined {
  if (!Number.isFinite(value) || value < 0 || value > lastDay) return undefined
  const ms = Math.round(value * 86_400) * 1000
  const isBeforeDays = value < 1 && !isFrom1904
  if (hasTime && (!hasDate || isBeforeDays)) return writeTime(ms)
  if (isBeforeDays) return undefined
  const day = new Date(startOfDays(value, isFrom1904) + ms)
  const date = day.toISOString().slice(0, 10)
  const isMidnight = ms % msPerDay === 0
  return hasTime && !isMidnight ? `${date} ${writeTime(ms % msPerDay)}` : date
}

/** Days before 1 March 1900 are one more than they should be: 1900 is taken for a leap year (ECMA-376 §18.17.4.1). */
function startOfDays(value: number, isFrom1904: boolean): number {
  if (isFrom1904) return Date.UTC(1904, 0, 1)
  return value < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
}

/** Hours may be more than a day has. */
function writeTime(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts
  return shown.map(part => String(part).padStart(2, '0')).join(':')
}
