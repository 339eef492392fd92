import { usePreferredLanguages } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../i18n/format.ts'
import { zoneName } from '../../parts/schedule/index.ts'

/** A moment to come with its day, and its year where that is another one; in the clocks of another zone it says which. */
export function useZonedMoment() {
  const { locale } = useI18n()
  const preferred = usePreferredLanguages()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone

  return (at: number, timeZone?: string | null): string => {
    const isElsewhere = timeZone != null && timeZone !== own
    const text = new Intl.DateTimeFormat(regionalLocale(locale.value, preferred.value), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(yearOf(at) === yearOf(Date.now()) ? {} : { year: 'numeric' as const }),
      hour: 'numeric',
      minute: '2-digit',
      ...(isElsewhere ? { timeZone } : {}),
    }).format(at)
    return isElsewhere ? `${text} (${zoneName(timeZone)})` : text
  }
}

function yearOf(at: number): number {
  return new Date(at).getFullYear()
}
