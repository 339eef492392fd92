import { useI18n } from 'vue-i18n'
import { useFormat } from '../../i18n/format.ts'
import type { Timeline } from './timeline.ts'

/** Says what a chart of a course leaves out because it came long after all else. */
export function useBeyondWords() {
  const { t } = useI18n()
  const format = useFormat()

  return (beyond: NonNullable<Timeline['beyond']>): string => {
    const what = (['accepted', 'delivered', 'failed'] as const)
      .filter(state => beyond[state] > 0)
      .map(state => `${t(`deliveries.chart.${state}`)} ${format.number(beyond[state])}`)
    return t('deliveries.chart.beyond', {
      what: what.join(', '),
      until: format.dateTime(beyond.until),
    })
  }
}
