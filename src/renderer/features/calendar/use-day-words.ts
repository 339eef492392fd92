import { usePreferredLanguages } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../i18n/format.ts'

/** Days and months in words. */
export function useDayWords() {
  const { locale } = useI18n()
  const preferred = usePreferredLanguages()
  const write = (at: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(regionalLocale(locale.value, preferred.value), options).format(at)
  return {
    weekday: (at: number) => write(at, { weekday: 'short' }),
    dayOfMonth: (at: number) => String(new Date(at).getDate()),
    wholeDay: (at: number) => write(at, { weekday: 'long', day: 'numeric', month: 'long' }),
    month: (at: number) => write(at, { month: 'long', year: 'numeric' }),
  }
}
