import { usePreferredLanguages } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../i18n/format.ts'

const dayMs = 86_400_000

/** Times for lists and axes, in the person's own notation. */
export function useMoment() {
  const { locale } = useI18n()
  const preferred = usePreferredLanguages()

  function write(at: number, style: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(regionalLocale(locale.value, preferred.value), style).format(at)
  }

  /** The time of day, to the second. */
  function timeOfDay(at: number): string {
    return write(at, { timeStyle: 'medium' })
  }

  /** The time of day while that says enough, else the date. */
  function moment(at: number, now: number): string {
    if (now - at < dayMs) return timeOfDay(at)
    return write(at, { dateStyle: 'medium' })
  }

  /** A time to come: the time of day where it is today, else with its date. */
  function ending(at: number, now: number): string {
    const isToday = new Date(at).toDateString() === new Date(now).toDateString()
    return write(at, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' })
  }

  return { timeOfDay, moment, ending }
}
