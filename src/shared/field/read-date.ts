import { isLeapYear } from '../calendar-day.ts'

/** Which of the first two numbers of a date is the day, where the year does not come first. */
export const dateOrders = ['day-month', 'month-day'] as const
export type DateOrder = (typeof dateOrders)[number]

const iso = /^(\d{4})-(\d\d)-(\d\d)$/
/** What follows a date is a time of day, which is dropped. */
const time = String.raw`(?:[T\s]\s*\d{1,2}[:.h]\d{2}.*)?$`
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.\s](\d{1,2})[-/.\s](\d{1,2})\.?` + time)
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.\s])\s*(\d{1,2})\2\s*(\d{4}|\d{2})\.?` + time)
/** "3 May 1980", "3. mai 80", "May 3, 1980" */
const dayAndName = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th|er|e|\.)?[-/\s]+(?:de\s+)?(\p{L}{3,12})\.?[-/,\s]+(\d{4}|\d{2})` + time,
  'u',
)
const nameAndDay = new RegExp(
  String.raw`^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})` + time,
  'u',
)

/** The first two numbers of a date whose year comes last, for guessing which of them is the day. */
export function firstNumbers(text: string): readonly [number, number] | undefined {
  const found = yearLast.exec(text.trim())
  return found ? [Number(found[1]), Number(found[3])] : undefined
}

/**
 * A date as it is kept, `YYYY-MM-DD`; undefined for anything that is none. Where the year comes first there is no
 * doubt about the others. Years of two digits mean 1930 to 2029, as in spreadsheets.
 */
export function readDate(input: string, order: DateOrder): string | undefined {
  const text = input.trim()
  const plain = iso.exec(text)
  if (plain) return writeDate(plain[1], plain[2], plain[3])
  const first = yearFirst.exec(text)
  if (first) return writeDate(first[1], first[2], first[3])
  const last = yearLast.exec(text)
  if (last) {
    const [day, month] = order === 'day-month' ? [last[1], last[3]] : [last[3], last[1]]
    return writeDate(last[4], month, day)
  }
  return readNamed(text)
}

function readNamed(text: string): string | undefined {
  const dayFirst = dayAndName.exec(text)
  if (dayFirst) return writeDate(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const nameFirst = nameAndDay.exec(text)
  return nameFirst ? writeDate(nameFirst[3], monthOf(nameFirst[1]), nameFirst[2]) : undefined
}

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function writeDate(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): string | undefined {
  const [y, m, d] = [fullYear(year ?? ''), Number(month), Number(day)]
  if (!(y >= 1000) || !(m >= 1 && m <= 12) || !(d >= 1 && d <= (daysInMonth[m - 1] ?? 0))) return undefined
  if (m === 2 && d === 29 && !isLeapYear(y)) return undefined
  return `${y}-${pad(m)}-${pad(d)}`
}

function fullYear(year: string): number {
  const number = Number(year)
  if (year.length > 2) return number
  return number < 30 ? 2000 + number : 1900 + number
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

let months: ReadonlyMap<string, number> | undefined

/** The number of a month that is named in one of five languages, in full or short. */
function monthOf(name: string | undefined): number | undefined {
  months ??= nameMonths(['en', 'fr', 'nl', 'sv', 'de'])
  const word = foldMonth(name ?? '')
  return months.get(word) ?? months.get(word.slice(0, 3))
}

function nameMonths(locales: readonly string[]): ReadonlyMap<string, number> {
  const named = new Map<string, number>()
  const doubtful = new Set<string>()
  for (const [word, month] of locales.flatMap(monthNames)) {
    if ((named.get(word) ?? month) !== month) doubtful.add(word)
    named.set(word, month)
  }
  for (const word of doubtful) named.delete(word)
  return named
}

/** The names of the months in a language with their numbers: in full, short, and cut to three letters. */
function monthNames(locale: string): [word: string, month: number][] {
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1)
  return (['long', 'short'] as const).flatMap(style => {
    const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' })
    return numbers.flatMap((month): [string, number][] => {
      const word = foldMonth(format.format(new Date(Date.UTC(2000, month - 1, 15))))
      return [
        [word, month],
        [word.slice(0, 3), month],
      ]
    })
  })
}

function foldMonth(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
}
