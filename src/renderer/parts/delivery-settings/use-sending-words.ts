import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FullSending } from '../../../shared/delivery/sending-settings.ts'
import { useFormat } from '../../i18n/format.ts'
import { useAmount } from '../amount/use-amount.ts'
import { dayWord, timeWord, useScheduleWords } from '../schedule/index.ts'

/** How a delivery leaves, in one line. */
export function useSendingWords(
  sending: Readonly<{ value: FullSending }>,
  currency: Readonly<{ value: string | undefined }>,
): ComputedRef<string> {
  const { t } = useI18n()
  const format = useFormat()
  const { amount } = useAmount()
  const words = useScheduleWords()

  function validityWords({ validity }: FullSending): string[] {
    if (validity.kind === 'always') return []
    if (validity.kind === 'until') {
      const day = dayWord(validity.day, words.value)
      return [t('deliverySettings.words.until', { day, time: timeWord(validity.time, words.value) })]
    }
    const { amount: count, unit } = validity.duration
    const time = `${format.number(count)} ${t(`deliverySettings.units.${unit}`, count)}`
    return [t('deliverySettings.words.for', { time })]
  }

  function budgetWords({ budgetMicros }: FullSending): string[] {
    if (budgetMicros === null || currency.value === undefined) return []
    return [
      t('deliverySettings.words.budget', {
        amount: amount({ micros: budgetMicros, currency: currency.value }),
      }),
    ]
  }

  return computed(() => {
    const { priority, confirmation } = sending.value
    return [
      t(`deliverySettings.words.confirmation.${confirmation.kind}`),
      ...(priority === 'normal' ? [] : [t(`deliverySettings.words.priority.${priority}`)]),
      ...validityWords(sending.value),
      ...budgetWords(sending.value),
    ].join(' · ')
  })
}
