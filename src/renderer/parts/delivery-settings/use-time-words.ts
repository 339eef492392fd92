import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FullTiming } from '../../../shared/delivery/timing-settings.ts'
import { useFormat } from '../../i18n/format.ts'
import { useDurationWords } from '../duration/index.ts'
import { usePersonFields } from '../people-list/index.ts'
import { useScheduleWords, dayWord, timeWord, zoneName } from '../schedule/index.ts'

/** When a delivery leaves, in one line. */
export function useTimeWords(timing: Readonly<{ value: FullTiming }>): ComputedRef<string> {
  const { t } = useI18n()
  const format = useFormat()
  const durationWords = useDurationWords()
  const words = useScheduleWords()
  const fields = usePersonFields()

  function startWords({ start }: FullTiming): string {
    if (start.kind === 'now') return t('deliverySettings.words.now')
    if (start.kind === 'person') {
      const label = fields.value.find(({ key }) => key === start.field)?.label ?? start.field
      return t('deliverySettings.words.person', { field: label })
    }
    const at = { day: dayWord(start.day, words.value), time: timeWord(start.time, words.value) }
    if (start.kind === 'local') return t('deliverySettings.words.local', at)
    return start.timeZone === null
      ? t('deliverySettings.words.at', at)
      : t('deliverySettings.words.atZone', { ...at, zone: zoneName(start.timeZone) })
  }

  function spreadWords({ spread }: FullTiming): string[] {
    switch (spread.kind) {
      case 'all':
        return []
      case 'ramp':
        return [t('deliverySettings.words.ramp', { n: format.number(spread.perHour) })]
      case 'waves': {
        const every = durationWords(spread.every)
        return spread.size.of === 'share'
          ? [t('deliverySettings.words.waveShare', { n: format.number(spread.size.percent), every })]
          : [t('deliverySettings.words.waveCount', { n: format.number(spread.size.messages), every })]
      }
    }
  }

  return computed(() =>
    [
      startWords(timing.value),
      ...spreadWords(timing.value),
      t(`deliverySettings.words.quiet.${timing.value.quietHours.kind}`),
    ].join(' · '),
  )
}
