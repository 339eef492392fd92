import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FullSending } from '../../../shared/delivery/sending-settings.ts'
import { useAmount } from '../amount/use-amount.ts'
import { useDurationWords } from '../duration/index.ts'
import { dayWord, timeWord, useScheduleWords } from '../schedule/index.ts'

/** How a delivery leaves, in one line. */
export function useSendingWords(
  sending: Readonly<{ value: FullSending }>,
  currency: Readonly<{ value: string | undefined }>,
): ComputedRef<string> {
  const { t } = useI18n()
  const durationWords = useDurationWords()
  const { amount } = useAmount()
  const words = useScheduleWords()

  function validityWords({ validity }: FullSending): string[] {
    if (validity.kind === 'always') return []
    if (validity.kind === 'until') {
      const day = dayWord(validity.day, words.value)
      return [t('deliverySettings.words.until', { day, time: timeWord(validity.time, words.value) })]
    }
    return [t('deliverySettings.words.for', { time: durationWords(validity.duration) })]
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
