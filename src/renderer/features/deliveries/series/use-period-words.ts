import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { daysOfPeriod } from '../../../../shared/delivery/period.ts'
import { hourDigits } from '../../../i18n/hour-digits.ts'
import { useScheduleWords } from '../../../parts/schedule/index.ts'

const short = { day: 'numeric', month: 'short', minute: '2-digit' } as const
const full = { ...short, weekday: 'short', year: 'numeric' } as const

/** Periods and moments of a recurring delivery in words; moments as the clocks of its workflow show them. */
export function usePeriodWords(timeZone: () => string | undefined) {
  const { t } = useI18n()
  const words = useScheduleWords()
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = computed(() => {
      const { locale } = words.value
      return new Intl.DateTimeFormat(locale, { timeZone: timeZone(), hour: hourDigits(locale), ...options })
    })
    return (at: number): string => format.value.format(at)
  }

  /** The name of a period: a day, a week with its days, a month or a year. */
  function periodName(period: string): string {
    const { from, to } = daysOfPeriod(period)
    const [year = '', part] = period.split('-')
    if (part === undefined) return year
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(words.value.locale, { timeZone: 'UTC', ...options })
    if (part.startsWith('W')) {
      const range = format({ day: 'numeric', month: 'short' }).formatRange(Date.parse(from), Date.parse(to))
      return t('deliveries.series.week', { n: Number(part.slice(1)), year, range })
    }
    const isDay = from === to
    return format(isDay ? { dateStyle: 'medium' } : { month: 'long', year: 'numeric' }).format(
      Date.parse(from),
    )
  }

  return { periodName, momentName: formatter(full), shortMoment: formatter(short) }
}
