import { usePreferredLanguages } from '@vueuse/core'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { detectLanguage, i18n } from './index.ts'
import { parseNumber } from './parse-number.ts'

/** Numbers and times in the person's own notation. Pure; one object per locale. */
export interface Format {
  /** A count or a measure. */
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string
  /** @param ratio 0 to 1 */
  readonly percent: (ratio: number, decimals?: number) => string
  /** How far something is, in whole percent: all of it only once it is. */
  readonly progress: (ratio: number) => string
  /** A part of a whole to a tenth of a percent; what is there but less says so, and so does what is not quite all. */
  readonly share: (part: number, whole: number) => string
  /** @param at epoch ms */
  readonly dateTime: (at: number, style?: 'short' | 'long' | 'seconds') => string
  readonly date: (at: number) => string
  readonly time: (at: number) => string
  /** "3 minutes ago", "in 2 days". */
  readonly relative: (at: number, now: number) => string
  /** @param ms e.g. 754_000 gives "12 min 34 s"; at most two units, and "less than a second" below one */
  readonly duration: (ms: number) => string
  /** Joins with commas and a last "and". */
  readonly list: (items: readonly string[]) => string
  /** Reads a number written in this notation; null when it is none or could be meant in two ways. */
  readonly parseNumber: (text: string) => number | null
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

function share(locale: string, part: number, whole: number): string {
  if (whole <= 0) return '–'
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const ratio = part / whole
  if (ratio > 0 && ratio < 0.001) return `<${format.format(0.001)}`
  if (ratio < 1 && ratio > 0.999) return `>${format.format(0.999)}`
  return format.format(ratio)
}

function relative(locale: string, at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const difference = at - now
  const step = steps.find(([, ms]) => Math.abs(difference) >= ms) ?? steps[3]
  return format.format(Math.trunc(difference / step[1]), step[0])
}

function duration(locale: string, ms: number): string {
  if (ms < 1000) return i18n.global.t('ui.underASecond', {}, { locale: detectLanguage([locale]) })
  const total = Math.round(ms / 1000) * 1000
  const from = steps.findIndex(([, size]) => total >= size)
  let rest = total
  const words = steps.slice(from, from + 2).flatMap(([unit, size], position) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count === 0 && position > 0) return []
    return [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count)]
  })
  return words.join(' ')
}

const dateTimeStyles = {
  short: { dateStyle: 'medium', timeStyle: 'short' },
  long: { dateStyle: 'full', timeStyle: 'short' },
  seconds: { dateStyle: 'medium', timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** The person's own variant of a language: `en-GB` for `en` where the system prefers it. */
export function regionalLocale(language: string, preferred: readonly string[]): string {
  const own = preferred.find(tag => tag.toLowerCase().startsWith(language))
  return own && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(own) ? own : language
}

/** The formatters of one BCP 47 locale, e.g. for a test or a worker. */
export function createFormat(locale: string): Format {
  const numbers = new Intl.NumberFormat(locale)
  const date = (at: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(at)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    number: (value, options) =>
      options ? new Intl.NumberFormat(locale, options).format(value) : numbers.format(value),
    percent: (ratio, decimals = 0) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: decimals }).format(ratio),
    progress: ratio =>
      new Intl.NumberFormat(locale, { style: 'percent', roundingMode: 'floor' }).format(ratio),
    share: (part, whole) => share(locale, part, whole),
    dateTime: (at, style = 'short') => date(at, dateTimeStyles[style]),
    date: at => date(at, { dateStyle: 'medium' }),
    time: at => date(at, { timeStyle: 'short' }),
    relative: (at, now) => relative(locale, at, now),
    duration: ms => duration(locale, ms),
    list: items => list.format(items),
    parseNumber: text => parseNumber(locale, text),
  }
}

/** Formatters that follow the chosen language; safe to call in templates, they re-render on a change. */
export function useFormat(): Format {
  const { locale } = useI18n()
  const preferred = usePreferredLanguages()
  const format = computed(() => createFormat(regionalLocale(locale.value, preferred.value)))
  return {
    number: (value, options) => format.value.number(value, options),
    percent: (ratio, decimals) => format.value.percent(ratio, decimals),
    progress: ratio => format.value.progress(ratio),
    share: (part, whole) => format.value.share(part, whole),
    dateTime: (at, style) => format.value.dateTime(at, style),
    date: at => format.value.date(at),
    time: at => format.value.time(at),
    relative: (at, now) => format.value.relative(at, now),
    duration: ms => format.value.duration(ms),
    list: items => format.value.list(items),
    parseNumber: text => format.value.parseNumber(text),
  }
}
