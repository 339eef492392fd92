import { useI18n } from 'vue-i18n'
import { letterOf } from '../../../../shared/delivery/content-test.ts'
import type { Breakdown, MessageShare } from '../../../../shared/contract/delivery-figures.ts'
import { useFormat } from '../../../i18n/format.ts'
import { describeReason } from '../../../parts/errors/index.ts'
import { countryName, languageName } from '../../../parts/regions/index.ts'

/** What messages of a breakdown have in common, in words. */
export function useShareWords() {
  const { t, locale } = useI18n()
  const format = useFormat()
  const words: Readonly<Record<Breakdown, (key: string, name?: string) => string>> = {
    line: (key, name) => name ?? key,
    country: key => countryName(key, locale.value),
    language: key => languageName(key, locale.value),
    variant: key => languageName(key, locale.value),
    text: key => t('content.test.text', { letter: letterOf(Number(key)) }),
    parts: key => t('deliveries.figures.partCount', { n: format.number(Number(key)) }, Number(key)),
  }

  /** `name` is that of a line. */
  return ({ by, key }: MessageShare, name?: string): string => {
    if (by === 'reason') return key === '' ? t('deliveries.figures.noReason') : describeReason(key)
    if (by === 'replied' || by === 'opted-out' || by === 'clicked')
      return key === ''
        ? t(`deliveries.figures.reaction.${by}`)
        : t(`deliveries.figures.reacted.${by}`, { text: words.text(key) })
    if (key !== '') return words[by](key, name)
    if (by === 'text') return t('deliveries.figures.remainder')
    return by === 'variant' ? t('deliveries.figures.defaultVariant') : t('deliveries.figures.unknownKey')
  }
}
