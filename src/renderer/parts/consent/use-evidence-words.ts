import { useI18n } from 'vue-i18n'
import type { SubscriptionSource } from '../../../shared/contract/subscriptions.ts'

/** What proves where somebody stands with a list. */
interface Evidence {
  readonly source: SubscriptionSource | null
  readonly note: string | null
  readonly text: string | null
}

/** Evidence in one line: by what it came, and the words that were given with it. */
export function useEvidenceWords(): (evidence: Evidence) => string {
  const { t } = useI18n()
  return ({ source, note, text }) => {
    if (source === null) return ''
    const words = [note, text].filter(Boolean).map(each => t('consent.quoted', { words: each ?? '' }))
    return [t(`consent.source.${source}`), ...words].join(' · ')
  }
}
