import { usePreferredLanguages } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../i18n/format.ts'
import { hourDigits } from '../../i18n/hour-digits.ts'
import { zoneName } from '../../parts/schedule/index.ts'

/** A moment to come with its day, and its year where that is another one; in the clocks of another zone it says which. */
export function useZonedMoment() {
  const { locale } = useI18n()
  const preferred = usePreferredLanguages()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone

  return (at: number, timeZone?: string | null): string => {
    const isElsewhere = timeZone != null && timeZone !== own
    const written = regionalLocale(locale.value, preferred.value)
    const text = new Intl.DateTimeFormat(written, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(yearOf(at) === yearOf(Date.now()) ? {} : { year: 'numeric' as const }),
      hour: hourDigits(written),
      minute: '2-digit',
      ...(isElsewhere ? { timeZone } : {}),
    }).format(at)
    return isElsewhere ? `${text} (${zoneName(timeZone)})` : text
  }
}

function yearOf(at: number): number {
  return new Date(at).getFullYear()
}
