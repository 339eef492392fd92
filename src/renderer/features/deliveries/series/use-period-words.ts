import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { daysOfPeriod } from '../../../../shared/delivery/period.ts'
import { useScheduleWords } from '../../../parts/schedule/index.ts'

/** Periods and moments of a recurring delivery in words; moments as the clocks of its workflow show them. */
export function usePeriodWords(timeZone: () => string | undefined) {
  const { t } = useI18n()
  const words = useScheduleWords()
  const moments = computed(
    () =>
      new Intl.DateTimeFormat(words.value.locale, {
        timeZone: timeZone(),
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }),
  )

  function dayFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(words.value.locale, { timeZone: 'UTC', ...options })
  }

  /** The name of a period: a day, a week with its days, a month or a year. */
  function periodName(period: string): string {
    const { from, to } = daysOfPeriod(period)
    const [year = '', part] = period.split('-')
    if (part === undefined) return year
    if (part.startsWith('W')) {
      const days = dayFormat({ day: 'numeric', month: 'short' })
      const range = days.formatRange(Date.parse(from), Date.parse(to))
      return t('deliveries.series.week', { n: Number(part.slice(1)), year, range })
    }
    if (from === to) return dayFormat({ dateStyle: 'medium' }).format(Date.parse(from))
    return dayFormat({ month: 'long', year: 'numeric' }).format(Date.parse(from))
  }

  return { periodName, momentName: (at: number) => moments.value.format(at) }
}
